import { MEMBER, type TestOrganization } from './test-organization.ts';

const READS = ['DescribeSecret', 'ListSecretVersionIds', 'GetResourcePolicy', 'GetSecretValue', 'ListSecrets'] as const;
type Read = (typeof READS)[number];

/**
 * From now on, these reads of the member account's secrets show what was true so long ago, and are judged by the
 * policies of then. AWS says of Secrets Manager that all its operations are eventually consistent. The sandbox's own
 * setting (`secretLagMs`) knows nothing of this: each is a check on the other.
 */
export const makeReadsLate = (organization: TestOrganization, ms: number, reads: readonly Read[] = READS): void => {
  const account = organization.world.accounts.get(MEMBER) as { secrets: Secrets } | undefined;
  if (account === undefined) throw new Error('no such account');
  const history = [{ at: Number.NEGATIVE_INFINITY, secrets: structuredClone(account.secrets) }];
  const isLate = (operation: string) => reads.some((read) => operation === `secretsmanager:${read}`);
  const isRead = (operation: string) => READS.some((read) => operation === `secretsmanager:${read}`);
  let present: Secrets | undefined;
  // Nothing else happens between the two: the sandbox carries a request out at once.
  organization.before = ({ operation }) => {
    if (ms === 0 || !isLate(operation)) return;
    const seenAt = organization.world.now + organization.world.settings.latencyMs - ms;
    const past = history.findLast(({ at }) => at <= seenAt);
    present = account.secrets;
    if (past !== undefined) account.secrets = structuredClone(past.secrets);
  };
  organization.after = ({ operation }) => {
    if (present !== undefined) {
      noteReads(account.secrets, present);
      account.secrets = present;
      present = undefined;
    } else if (operation.startsWith('secretsmanager:') && !isRead(operation))
      history.push({ at: organization.world.now, secrets: structuredClone(account.secrets) });
  };
};

type Secrets = Map<string, Map<string, { lastAccessedOn?: number }>>;

/** That a late read took place is remembered in the present. */
const noteReads = (from: Secrets, to: Secrets): void => {
  for (const [region, secrets] of from)
    for (const [name, { lastAccessedOn }] of secrets) {
      const secret = to.get(region)?.get(name);
      if (secret !== undefined && lastAccessedOn !== undefined) secret.lastAccessedOn = lastAccessedOn;
    }
};
