import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  GetGroupCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListUsersCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { unlessMissing } from '../../app/faults/aws-fault.ts';
import type { ListedUser, UserDetails, Users } from '../../app/ports/iam.ts';
import { instant } from '../../core/time.ts';
import type { Client } from '../client/client-factory.ts';
import { nextOf, pages } from '../client/pages.ts';
import { ask, expected } from '../client/send.ts';
import { readAccessKey } from './access-key.ts';
import { credentialReports } from './credential-report.ts';
import { policyDocument } from './managed-policy.ts';
import { readNewKey } from './new-key.ts';
import { tagsOf } from './tags.ts';

export interface IamClients {
  readonly iam: Client;
  /** Sends once: for CreateAccessKey alone, which has no idempotency token. */
  readonly once: Client;
}

/** IAM users and their keys. */
export const iamUsers = ({ iam, once }: IamClients): Users => ({
  ...credentialReports(iam),
  list: () => listed(iam),
  find: (name) => unlessMissing(find(iam, name)),
  keys: (name) => keys(iam, name),
  async lastUse(key) {
    const answer = await ask(iam, new GetAccessKeyLastUsedCommand({ AccessKeyId: key }));
    const use = expected(answer.AccessKeyLastUsed, 'iam:GetAccessKeyLastUsed', 'AccessKeyLastUsed');
    return use.LastUsedDate === undefined
      ? { lastUsedAt: undefined, lastUsedService: undefined }
      : { lastUsedAt: instant(use.LastUsedDate.getTime()), lastUsedService: use.ServiceName };
  },
  members: (group) => members(iam, group),
  policyDocument: (arn) => policyDocument(iam, arn),
  attachedPolicies: (user) => attachedPolicies(iam, user),
  async createKey(user, signed) {
    return readNewKey(await ask(once, new CreateAccessKeyCommand({ UserName: user }), signed), user);
  },
  async deactivate(user, key, signed) {
    await ask(iam, new UpdateAccessKeyCommand({ UserName: user, AccessKeyId: key, Status: 'Inactive' }), signed);
  },
  async activate(user, key, signed) {
    await ask(iam, new UpdateAccessKeyCommand({ UserName: user, AccessKeyId: key, Status: 'Active' }), signed);
  },
  async delete(user, key, signed) {
    await ask(iam, new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: key }), signed);
  },
  async attachPolicy(user, policyArn, signed) {
    await ask(iam, new AttachUserPolicyCommand({ UserName: user, PolicyArn: policyArn }), signed);
  },
});

/** IAM's largest page. */
const MaxItems = 1_000;

async function* listed(iam: Client): AsyncGenerator<readonly ListedUser[]> {
  const operation = 'iam:ListUsers';
  const all = pages((Marker) => ask(iam, new ListUsersCommand({ MaxItems, Marker })), nextOf, operation);
  for await (const { Users } of all) {
    yield expected(Users, operation, 'Users').map(({ UserName, UserId, Arn }) => ({
      name: expected(UserName, operation, 'UserName'),
      id: expected(UserId, operation, 'UserId'),
      arn: expected(Arn, operation, 'Arn'),
    }));
  }
}

const find = async (iam: Client, name: string): Promise<UserDetails> => {
  const operation = 'iam:GetUser';
  const { User } = await ask(iam, new GetUserCommand({ UserName: name }));
  const user = expected(User, operation, 'User');
  return {
    name: expected(user.UserName, operation, 'UserName'),
    id: expected(user.UserId, operation, 'UserId'),
    arn: expected(user.Arn, operation, 'Arn'),
    path: user.Path ?? '/',
    tags: tagsOf(user.Tags),
  };
};

const keys: (iam: Client, name: string) => ReturnType<Users['keys']> = async (iam, name) => {
  const operation = 'iam:ListAccessKeys';
  const found = [];
  const all = pages(
    (Marker) => ask(iam, new ListAccessKeysCommand({ UserName: name, MaxItems, Marker })),
    nextOf,
    operation,
  );
  for await (const { AccessKeyMetadata } of all) {
    found.push(...expected(AccessKeyMetadata, operation, 'AccessKeyMetadata').map((key) => readAccessKey(key, name)));
  }
  return found.sort((a, b) => a.createdAt - b.createdAt);
};

const members = async (iam: Client, group: string): Promise<ReadonlySet<string>> => {
  const operation = 'iam:GetGroup';
  const found = new Set<string>();
  const all = pages(
    (Marker) => ask(iam, new GetGroupCommand({ GroupName: group, MaxItems, Marker })),
    nextOf,
    operation,
  );
  for await (const { Users } of all) {
    for (const { UserName } of expected(Users, operation, 'Users')) {
      found.add(expected(UserName, operation, 'UserName'));
    }
  }
  return found;
};

const attachedPolicies = async (iam: Client, user: string): Promise<readonly string[]> => {
  const operation = 'iam:ListAttachedUserPolicies';
  const found: string[] = [];
  const all = pages(
    (Marker) => ask(iam, new ListAttachedUserPoliciesCommand({ UserName: user, MaxItems, Marker })),
    nextOf,
    operation,
  );
  for await (const { AttachedPolicies } of all) {
    const policies = expected(AttachedPolicies, operation, 'AttachedPolicies');
    found.push(...policies.map(({ PolicyArn }) => expected(PolicyArn, operation, 'PolicyArn')));
  }
  return found;
};
