import { type AwsFault, isAwsFault } from '../faults/aws-fault.ts';
import { inTime, type TimeLimit, WorkStopped } from '../faults/stop.ts';
import type { Account } from '../ports/organizations.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import type { AccountSession } from '../ports/sts.ts';
import { secretNamePrefix } from '../secret/name.ts';
import { tagKeys } from '../secret/tags.ts';

/** Secrets of ours in one account and Region. */
export interface ListedSecrets {
  readonly byName: ReadonlyMap<string, SecretDescription>;
  /** By the id of their user; more than one only after a list that came late. */
  readonly byUserId: ReadonlyMap<string, readonly SecretDescription[]>;
}

export const noSecrets: ListedSecrets = { byName: new Map(), byUserId: new Map() };

interface SecretsListing extends TimeLimit {
  readonly account: Pick<Account, 'id'>;
  readonly session: AccountSession;
  readonly remark: (text: string) => void;
}

/**
 * `undefined`: they cannot be listed, and the run says what follows from it.
 * @throws WorkStopped `out-of-time`
 */
export const listOurSecrets = async ({
  session,
  account,
  remark,
  ...time
}: SecretsListing): Promise<ListedSecrets | undefined> => {
  const secrets: SecretDescription[] = [];
  try {
    const pages = session.secretStore.list(secretNamePrefix(account.id));
    for await (const page of inTime(pages, 'secrets', time)) secrets.push(...page);
    return indexed(secrets);
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    if (isRegionOff(error)) throw new WorkStopped('region-off', wordsForOff(session.region, error));
    remark(`account ${account.id}: no key is retired, since today's retirements cannot be counted: ${error.message}`);
    return undefined;
  }
};

/** Credentials that IAM took a moment ago, and that this Region does not know: it is not on in the account. */
export const isRegionOff = ({ code }: AwsFault): boolean => code === 'UnrecognizedClientException';

const wordsForOff = (region: string, { message }: AwsFault): string =>
  `the Region ${region}, where secrets are to be, does not seem to be on in this account: ${message}`;

const indexed = (secrets: readonly SecretDescription[]): ListedSecrets => {
  const byUserId = new Map<string, SecretDescription[]>();
  for (const secret of secrets) {
    const id = secret.tags[tagKeys.userId] ?? '';
    byUserId.set(id, [...(byUserId.get(id) ?? []), secret]);
  }
  return { byName: new Map(secrets.map((secret) => [secret.name, secret])), byUserId };
};
