import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { READ_POLICY } from '../../../src/app/secret/name.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { ALLOW_ALL, DENY_READING_SECRETS, MEMBER_ROLE, readOwnKeyPolicy, trusting } from '../../support/deployment.ts';
import { ADMIN_EMAIL, EXEMPTION_GROUP } from '../../support/organization.ts';
import { type Backend, OLDEST } from './backend.ts';
import { clientsOf, forAll } from './clients.ts';
import { type PopulationUser, population } from './population.ts';

export interface SeededUser extends PopulationUser {
  readonly accountId: string;
  /** Its keys as of the first day, with their secrets. */
  readonly keys: readonly SandboxCredentials[];
}

/** Fills an organization by AWS's own API, in the order in which it would have grown. */
export const seed = async (backend: Backend, people = population): Promise<readonly SeededUser[]> => {
  await backend.travelTo(OLDEST);
  for (const id of [backend.managementId, ...backend.memberIds]) await deploy(backend, id);
  const { ses } = clientsOf(backend, backend.operator);
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: ADMIN_EMAIL }));
  await backend.confirmIdentity(ADMIN_EMAIL);
  const users = backend.memberIds.flatMap((accountId, index) =>
    (people[index] ?? []).map((user) => ({ ...user, accountId })),
  );
  await forAll(users, (user) => createUser(backend, user));
  const old = await forAll(users, (user) => createKeys(backend, user, oldKeys[user.kind]));
  await backend.travelTo(30);
  const young = await forAll(users, (user) => createKeys(backend, user, youngKeys[user.kind]));
  await backend.travelTo(1);
  const seededUsers = users.map((user, index) => ({ ...user, keys: [...(old[index] ?? []), ...(young[index] ?? [])] }));
  await forAll(
    seededUsers.filter(({ kind }) => kind !== 'unused' && kind !== 'keyless').flatMap(({ keys }) => keys),
    (key) => clientsOf(backend, key).sts.send(new GetCallerIdentityCommand({})),
  );
  await backend.travelTo(0);
  return seededUsers;
};

const oldKeys = { due: 1, unused: 1, 'two-in-use': 2, fresh: 0, 'two-fresh': 0, keyless: 0 } as const;
const youngKeys = { due: 0, unused: 0, 'two-in-use': 0, fresh: 1, 'two-fresh': 2, keyless: 0 } as const;

type User = PopulationUser & { readonly accountId: string };

const adminOf = async (backend: Backend, accountId: string) => clientsOf(backend, await backend.adminOf(accountId)).iam;

/** What keyturn's deployment leaves in an account; the last account's administrator forgot the users' read policy. */
const deploy = async (backend: Backend, accountId: string): Promise<void> => {
  const iam = await adminOf(backend, accountId);
  const RoleName = MEMBER_ROLE;
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trusting(backend.managementId) }));
  for (const [PolicyName, PolicyDocument] of Object.entries({ all: ALLOW_ALL, 'no-secrets': DENY_READING_SECRETS }))
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  await iam.send(new CreateGroupCommand({ GroupName: EXEMPTION_GROUP }));
  if (accountId === backend.memberIds.at(-1)) return;
  const PolicyDocument = readOwnKeyPolicy(accountId);
  await iam.send(new CreatePolicyCommand({ PolicyName: READ_POLICY, PolicyDocument }));
};

const createUser = async (backend: Backend, { accountId, name, path, isExempt }: User): Promise<void> => {
  const iam = await adminOf(backend, accountId);
  await iam.send(new CreateUserCommand({ UserName: name, Path: path }));
  if (isExempt) await iam.send(new AddUserToGroupCommand({ UserName: name, GroupName: EXEMPTION_GROUP }));
};

const createKeys = async (
  backend: Backend,
  { accountId, name }: User,
  count: number,
): Promise<SandboxCredentials[]> => {
  const iam = await adminOf(backend, accountId);
  const keys: SandboxCredentials[] = [];
  for (let made = 0; made < count; made += 1) {
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
    keys.push({ accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' });
  }
  return keys;
};
