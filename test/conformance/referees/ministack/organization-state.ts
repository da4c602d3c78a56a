import { ListAccessKeysCommand, ListAttachedUserPoliciesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  ListSecretsCommand,
  type Tag,
} from '@aws-sdk/client-secrets-manager';
import type { MinistackOrganization } from './organization.ts';
import { clientsFor, type MinistackEndpoint } from './reach.ts';
import type { MinistackUser } from './users.ts';

/** Everything that keyturn could change, by `account name`. */
export interface OrganizationState {
  readonly users: Readonly<Record<string, UserState>>;
  readonly secrets: Readonly<Record<string, MinistackSecret>>;
}

export interface UserState {
  /** `Active` or `Inactive`, by key id. */
  readonly keys: Readonly<Record<string, string>>;
  readonly policies: readonly string[];
}

export interface MinistackSecret {
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly tags: readonly Tag[];
  readonly policy: string | undefined;
}

/** As in a state's `users`. */
export const stateNameOf = ({ accountId, name }: Pick<MinistackUser, 'accountId' | 'name'>): string =>
  `${accountId} ${name}`;

export const stateOf = async (
  endpoint: MinistackEndpoint,
  { accounts }: MinistackOrganization,
): Promise<OrganizationState> => {
  const users = await Promise.all(accounts.map(({ id }) => usersOf(endpoint, id)));
  const secrets = await Promise.all(accounts.map(({ id }) => secretsOf(endpoint, id)));
  return { users: Object.fromEntries(users.flat()), secrets: Object.fromEntries(secrets.flat()) };
};

const usersOf = async (endpoint: MinistackEndpoint, accountId: string): Promise<(readonly [string, UserState])[]> => {
  const { iam } = clientsFor(endpoint, accountId);
  const { Users = [] } = await iam.send(new ListUsersCommand({}));
  return Promise.all(
    Users.map(async ({ UserName = '' }) => {
      const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
      const { AttachedPolicies = [] } = await iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
      const keys = Object.fromEntries(
        AccessKeyMetadata.map(({ AccessKeyId = '', Status = '' }) => [AccessKeyId, Status]),
      );
      const policies = AttachedPolicies.map(({ PolicyName = '' }) => PolicyName);
      return [`${accountId} ${UserName}`, { keys, policies }] as const;
    }),
  );
};

const secretsOf = async (
  endpoint: MinistackEndpoint,
  accountId: string,
): Promise<(readonly [string, MinistackSecret])[]> => {
  const { secrets } = clientsFor(endpoint, accountId);
  const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
  return Promise.all(
    SecretList.map(async ({ Name: SecretId = '' }) => {
      const described = await secrets.send(new DescribeSecretCommand({ SecretId }));
      const { ResourcePolicy: policy } = await secrets.send(new GetResourcePolicyCommand({ SecretId }));
      const { VersionIdsToStages: labels = {}, Tags: tags = [] } = described;
      return [`${accountId} ${SecretId}`, { labels, tags, policy }] as const;
    }),
  );
};
