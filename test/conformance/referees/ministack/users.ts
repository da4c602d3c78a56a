import { CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { SandboxCredentials } from '../../../../src/sandbox/service-name.ts';
import { clientsOf } from '../../contract/clients.ts';
import { readCurrent } from '../../contract/evidence.ts';
import { clientsFor, type MinistackEndpoint } from './reach.ts';

/** An IAM user who moved in with one key, which an application holds. */
export interface MinistackUser {
  readonly accountId: string;
  readonly name: string;
  readonly arn: string;
  readonly firstKey: SandboxCredentials;
}

export const seedUser = async (
  endpoint: MinistackEndpoint,
  { accountId, name }: Pick<MinistackUser, 'accountId' | 'name'>,
): Promise<MinistackUser> => {
  const { iam } = clientsFor(endpoint, accountId);
  const { User } = await iam.send(new CreateUserCommand({ UserName: name }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey ?? {};
  const firstKey = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return { accountId, name, arn: User?.Arn ?? '', firstKey };
};

/** Whom AWS takes the bearer of this key for; or the error it answers. */
export const signIn = async (endpoint: MinistackEndpoint, key: SandboxCredentials): Promise<string> => {
  try {
    const { Arn } = await clientsOf(endpoint, key).sts.send(new GetCallerIdentityCommand({}));
    return Arn ?? 'nobody';
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown';
  }
};

export const secretNameOf = ({ accountId, name }: Pick<MinistackUser, 'accountId' | 'name'>): string =>
  `Account_${accountId}_User_${name.replace(',', '!2C')}_AccessKey`;

/** What the user's secret holds, read with a key of the user. */
export const fetchKey = async (
  endpoint: MinistackEndpoint,
  user: MinistackUser,
  held = user.firstKey,
): Promise<SandboxCredentials> => {
  const read = await readCurrent(clientsOf(endpoint, held), secretNameOf(user));
  if ('error' in read) throw new Error(`${user.name} cannot read its secret: ${read.error}`);
  const { AccessKeyId = '', SecretAccessKey = '' } = read.stored;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
};
