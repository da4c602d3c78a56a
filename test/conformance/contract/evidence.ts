import { GetUserCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { GetResourcePolicyCommand, GetSecretValueCommand, paginateListSecrets } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import type { Backend } from './backend.ts';
import { type Clients, clientsOf, forAll } from './clients.ts';
import type { SeededUser } from './seed.ts';

/** What AWS itself tells of a user's keys: `id status`, sorted. */
export type Keys = ReadonlyMap<string, readonly string[]>;

export const listKeys = async (backend: Backend, seededUsers: readonly SeededUser[]): Promise<Keys> => {
  const entries = await forAll(seededUsers, async ({ accountId, name }) => {
    const { iam } = clientsOf(backend, await backend.adminOf(accountId));
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName: name }));
    const keys = AccessKeyMetadata.map(({ AccessKeyId, Status }) => `${AccessKeyId} ${Status}`).sort();
    return [name, keys] as const;
  });
  return new Map(entries);
};

/** Names of all secrets of the organization. */
export const listSecrets = async (backend: Backend): Promise<readonly string[]> => {
  const perAccount = await forAll([backend.managementId, ...backend.memberIds], async (accountId) => {
    const client = clientsOf(backend, await backend.adminOf(accountId)).secrets;
    const names: string[] = [];
    for await (const { SecretList = [] } of paginateListSecrets({ client }, {}))
      names.push(...SecretList.map(({ Name = '' }) => Name));
    return names;
  });
  return perAccount.flat().sort();
};

export const secretNameOf = ({ accountId, name }: SeededUser): string => `Account_${accountId}_User_${name}_AccessKey`;

/** The credential in AWSCURRENT, as this caller reads it; or the error that AWS answers. */
export const readCurrent = async (
  { secrets }: Clients,
  SecretId: string,
): Promise<{ readonly stored: Readonly<Record<string, string>> } | { readonly error: string }> => {
  try {
    const answer = await secrets.send(new GetSecretValueCommand({ SecretId, VersionStage: 'AWSCURRENT' }));
    return { stored: JSON.parse(answer.SecretString ?? '{}') };
  } catch (error) {
    return { error: error instanceof Error ? error.name : 'unknown' };
  }
};

/** ARN of the user whose key this is, by STS. */
export const holderOf = async (backend: Backend, key: SandboxCredentials): Promise<string | undefined> => {
  const { Arn } = await clientsOf(backend, key).sts.send(new GetCallerIdentityCommand({}));
  return Arn;
};

/** The immutable id that AWS gave the user. */
export const userIdOf = async ({ iam }: Clients, UserName: string): Promise<string | undefined> =>
  (await iam.send(new GetUserCommand({ UserName }))).User?.UserId;

export interface EvidenceStatement {
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: string;
  readonly Condition?: unknown;
}

export const secretPolicyOf = async ({ secrets }: Clients, SecretId: string): Promise<readonly EvidenceStatement[]> => {
  const { ResourcePolicy = '{}' } = await secrets.send(new GetResourcePolicyCommand({ SecretId }));
  return JSON.parse(ResourcePolicy).Statement;
};
