import { CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Credentials } from '../../../../src/sandbox/service-name.ts';
import { clientsOf } from '../../contract/clients.ts';
import { readCurrent } from '../../contract/evidence.ts';
import { clientsFor, type Reach } from './reach.ts';

/** An IAM user who moved in with one key, which an application holds. */
export interface Resident {
  readonly accountId: string;
  readonly name: string;
  readonly arn: string;
  readonly firstKey: Credentials;
}

export const moveIn = async (
  reach: Reach,
  { accountId, name }: Pick<Resident, 'accountId' | 'name'>,
): Promise<Resident> => {
  const { iam } = clientsFor(reach, accountId);
  const { User } = await iam.send(new CreateUserCommand({ UserName: name }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey ?? {};
  const firstKey = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return { accountId, name, arn: User?.Arn ?? '', firstKey };
};

/** Whom AWS takes the bearer of this key for; or the error it answers. */
export const signIn = async (reach: Reach, key: Credentials): Promise<string> => {
  try {
    const { Arn } = await clientsOf(reach, key).sts.send(new GetCallerIdentityCommand({}));
    return Arn ?? 'nobody';
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown';
  }
};

export const secretNameOf = ({ accountId, name }: Pick<Resident, 'accountId' | 'name'>): string =>
  `Account_${accountId}_User_${name.replace(',', '!2C')}_AccessKey`;

/** What the user's secret holds, read with a key of the user. */
export const fetchKey = async (reach: Reach, resident: Resident, held = resident.firstKey): Promise<Credentials> => {
  const read = await readCurrent(clientsOf(reach, held), secretNameOf(resident));
  if ('error' in read) throw new Error(`${resident.name} cannot read its secret: ${read.error}`);
  const { AccessKeyId = '', SecretAccessKey = '' } = read.stored;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
};
