import { AwsError } from '../../../src/sandbox/call.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import type { SandboxSecret } from '../../../src/sandbox/model/secret.ts';
import { REGION } from '../environment/accounts.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { KeyLedger } from './ledger.ts';

/**
 * True if the key reads, from its own secret, itself; a policy of the organization's own that forbids its user to read
 * is not keyturn's doing, nor to be seen by it. Leaves no trace: nobody is to think that the key was used.
 */
export const isReadableBy = (
  { world }: SimulatedEnvironment,
  secret: SandboxSecret,
  { id, secret: secretAccessKey }: KeyLedger,
): boolean => {
  const key = world.accessKeys.get(id);
  if (key === undefined) return false;
  const { lastUsed, unsettledUses } = key;
  const inline = world.accounts.get(key.accountId)?.users.get(key.userName)?.inlinePolicies;
  const forbidding = inline?.get('no-secrets');
  inline?.delete('no-secrets');
  key.unsettledUses = [...unsettledUses];
  try {
    const answer = execute(world, {
      service: 'secretsmanager',
      operation: 'GetSecretValue',
      input: { SecretId: secret.arn, VersionStage: 'AWSCURRENT' },
      region: REGION,
      credentials: { accessKeyId: id, secretAccessKey },
    });
    return String(answer.SecretString).includes(secretAccessKey);
  } catch (error) {
    if (error instanceof AwsError) return false;
    throw error;
  } finally {
    if (forbidding !== undefined) inline?.set('no-secrets', forbidding);
    key.unsettledUses = unsettledUses;
    if (lastUsed) key.lastUsed = lastUsed;
    else delete key.lastUsed;
  }
};
