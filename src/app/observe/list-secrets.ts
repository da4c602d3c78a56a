import { isAwsFault } from '../faults/aws-fault.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { secretNamePrefix } from '../secret/name.ts';
import type { AccountContext } from './account-context.ts';

/**
 * Secrets of ours in one account, by name. `undefined`: they cannot be listed, and the run says what follows from it.
 */
export const listOurSecrets = async ({
  session,
  account,
  remark,
}: AccountContext): Promise<ReadonlyMap<string, SecretDescription> | undefined> => {
  const secrets = new Map<string, SecretDescription>();
  try {
    for await (const page of session.secretStore.list(secretNamePrefix(account.id)))
      for (const secret of page) secrets.set(secret.name, secret);
    return secrets;
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    remark(`account ${account.id}: no key is retired, since today's retirements cannot be counted: ${error.message}`);
    return undefined;
  }
};
