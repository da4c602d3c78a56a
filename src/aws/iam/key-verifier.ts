import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { AwsFault, isAwsFault } from '../../app/faults/aws-fault.ts';
import type { NewKey } from '../../app/ports/iam.ts';
import { SecretValue } from '../../app/ports/secret-value.ts';
import type { Verifier } from '../../app/ports/sts.ts';
import type { Client } from '../client/client-factory.ts';
import { ask, expected } from '../client/send.ts';
import type { ServiceName } from '../client/service-name.ts';
import { smtpPassword } from './smtp-password.ts';

/** A client that speaks as the new key; whoever asks destroys it. */
export type ClientOf = (service: ServiceName, key: NewKey) => Client;

/** Requests made with a new key's own credentials. */
export const newKeyVerifier = (clientOf: ClientOf): Verifier => ({
  identity: (key, signed) =>
    as(clientOf('sts', key), async (client) => {
      const { Account, UserId } = await ask(client, new GetCallerIdentityCommand({}), signed);
      const operation = 'sts:GetCallerIdentity';
      return { accountId: expected(Account, operation, 'Account'), userId: expected(UserId, operation, 'UserId') };
    }),
  smtpPassword: ({ secret }, region) => smtpPassword(secret.reveal(), region),
  read: (key, { arn, versionId }, signed) =>
    as(clientOf('secretsmanager', key), async (client) => {
      try {
        const command = new GetSecretValueCommand({ SecretId: arn, VersionId: versionId });
        return readVersion(await ask(client, command, signed), versionId);
      } catch (error) {
        // A KMS key that does not decrypt for the owner is a denial too.
        if (isAwsFault(error, 'denied')) return 'denied';
        // Stored a moment ago, and not shown yet.
        if (isAwsFault(error, 'missing')) return 'not-yet';
        throw error;
      }
    }),
});

const as = async <T>(client: Client, work: (client: Client) => Promise<T>): Promise<T | 'not-yet'> => {
  try {
    return await work(client);
  } catch (error) {
    if (isAwsFault(error) && isUnknownKey(error)) return 'not-yet';
    throw error;
  } finally {
    client.destroy();
  }
};

/**
 * How services say that they do not know a key; some say that its signature is wrong. A late signature is another
 * matter.
 */
const isUnknownKey = ({ code, message }: AwsFault): boolean =>
  NOT_KNOWN.has(code) && !/expired|not yet current/i.test(message);

const NOT_KNOWN = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
]);

const readVersion = (
  answer: { readonly VersionId?: string | undefined; readonly SecretString?: string | undefined },
  versionId: string,
): SecretValue => {
  const operation = 'secretsmanager:GetSecretValue';
  if (answer.VersionId !== versionId)
    throw new AwsFault('doubtful', 'UnexpectedAnswer', operation, 'the answer has another version');
  return new SecretValue(expected(answer.SecretString, operation, 'SecretString'));
};
