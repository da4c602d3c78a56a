import { CLOCK_TOLERANCE, TELL_BACKOFF_DAYS } from '../limits.ts';
import type { KeyRecord, Notes, SecretState } from '../observation.ts';
import { type Instant, isOver, plus } from '../time.ts';
import type { Rule } from '../view.ts';

/** Rule 3: the moment of the promotion is noted, the secret's policy is whole, and the owner is told. */
export const tellOwner: Rule = ({ secret, successor, now }) => {
  if (secret === undefined || successor === undefined || successor.key.status === 'Inactive') return undefined;
  const { id } = successor.key;
  const facts = { key: id };
  if (successor.record.notes.promotedAt === undefined)
    return { step: { kind: 'NOTE', key: id, fact: 'promotedAt' }, reason: 'time-not-noted', facts };
  if (!secret.policyIntact) return { step: { kind: 'REPAIR_POLICY', key: id }, reason: 'policy-changed', facts };
  if (!isReady(secret, successor.record, now)) return undefined;
  if (toldAt(successor.record) === undefined && mayTry(successor.record.notes, now))
    return { step: { kind: 'TELL', key: id }, reason: 'successor-ready', facts };
  return undefined;
};

/**
 * The owner is sent to read a key only when it has worked once and can be read in every Region: grace starts after
 * both.
 */
const isReady = ({ replicas }: SecretState, { verdict }: KeyRecord, now: Instant): boolean =>
  verdict.kind === 'verified' && now >= plus(verdict.at, -CLOCK_TOLERANCE) && replicas !== 'behind';

/**
 * When the owner was told of this key. A note older than the key's verdict cannot be about it, and does not count; but
 * the note is by our clock, the verdict by Secrets Manager's.
 */
export const toldAt = ({ notes, verdict }: KeyRecord): Instant | undefined =>
  notes.toldAt !== undefined && verdict.kind === 'verified' && notes.toldAt >= plus(verdict.at, -CLOCK_TOLERANCE)
    ? notes.toldAt
    : undefined;

/** Undelivered notices are tried again after 0, 1, 2, 4, 7, 7 ... days. */
export const mayTry = ({ tries, lastTryAt }: Notes, now: Instant): boolean => {
  if (tries === undefined || lastTryAt === undefined) return true;
  const wait = TELL_BACKOFF_DAYS[tries] ?? TELL_BACKOFF_DAYS[4];
  return wait === 0 || isOver(lastTryAt, wait, now);
};
