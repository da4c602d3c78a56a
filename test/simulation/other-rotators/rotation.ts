import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { CreateSecretCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Worker } from '../actors/worker.ts';
import { REGION } from '../environment/accounts.ts';
import { type SimulatedEnvironment, secretNameOf } from '../environment/environment.ts';

export interface ForeignKey {
  readonly id: string;
  readonly status: string;
  readonly createdAt: number;
}

/** What other rotators do to one user's keys: single calls, with an administrator's rights. */
export const handsOf = (environment: SimulatedEnvironment, { clientFactory }: Worker, UserName: string) => {
  const iam = clientFactory.client({ service: 'iam', region: REGION, credentials: environment.admin });
  const secrets = clientFactory.client({ service: 'secretsmanager', region: REGION, credentials: environment.admin });
  return {
    keys: async (): Promise<readonly ForeignKey[]> => {
      const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
      const keys: ForeignKey[] = AccessKeyMetadata.map(
        (key: { AccessKeyId: string; Status: string; CreateDate: Date }) => ({
          id: key.AccessKeyId,
          status: key.Status,
          createdAt: key.CreateDate.getTime(),
        }),
      );
      return keys.toSorted((a, b) => a.createdAt - b.createdAt);
    },
    lastUsed: async (AccessKeyId: string): Promise<Date | undefined> =>
      (await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))).AccessKeyLastUsed?.LastUsedDate,
    deactivate: (AccessKeyId: string) =>
      iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' })),
    delete: (AccessKeyId: string) => iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId })),
    create: async (): Promise<string> => {
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
      return JSON.stringify({ AccessKeyId: AccessKey.AccessKeyId, SecretAccessKey: AccessKey.SecretAccessKey });
    },
    store: async (SecretString: string): Promise<void> => {
      const name = secretNameOf(UserName);
      await secrets
        .send(new PutSecretValueCommand({ SecretId: name, SecretString }))
        .catch(() => secrets.send(new CreateSecretCommand({ Name: name, SecretString })));
    },
  };
};

export const quietly = async <T>(work: Promise<T>): Promise<T | undefined> => work.catch(() => undefined);
