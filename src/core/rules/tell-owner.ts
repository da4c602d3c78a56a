import { CLOCK_TOLERANCE, TELL_BACKOFF_DAYS, TOLD_AGAIN_AFTER } from '../limits.ts';
import type { KeyRecord, Notes, SecretState } from '../observation.ts';
import type { ReasonCode } from '../reasons.ts';
import { endOf, type Instant, instant, plus } from '../time.ts';
import type { Rule, View } from '../view.ts';

/** Rule 3: the moment of the promotion is noted, and the owner is told. */
export const tellOwner: Rule = (view) => {
  const { secret, successor, now } = view;
  if (secret === undefined || successor === undefined || successor.key.status === 'Inactive') return undefined;
  const { id } = successor.key;
  const facts = { key: id };
  if (successor.record.notes.promotedAt === undefined)
    return { step: { kind: 'NOTE', key: id, fact: 'promotedAt' }, reason: 'time-not-noted', facts };
  if (!isReady(secret, successor.record, now) || isToldAgain(successor.record, now)) return undefined;
  if (toldAt(successor.record) === undefined && mayTry(successor.record.notes, now))
    return { step: { kind: 'TELL', key: id }, reason: 'successor-ready', facts };
  return undefined;
};

/** What keyturn did to a key, and what a person took back, is told: on the day, and until it was accepted. */
export const tellOfActs: Rule = (view) => {
  for (const { id, status } of view.keys) {
    const notes = view.secret?.records.get(id)?.notes;
    if (notes === undefined || !mayTry(notes, view.now)) continue;
    const facts = { key: id };
    if (status === 'Inactive' && isUntold(notes.deactivatedAt, notes.deactivationToldAt, view.now))
      return { step: { kind: 'TELL_DEACTIVATED', key: id }, reason: 'deactivated', facts };
    const from = view.secret?.current === id ? undoneBeside(view.secret) : undefined;
    const isNoted = (notes.reactivatedAt ?? view.now) <= view.now;
    if (status === 'Active' && isNoted && from !== undefined && isBackUntold(notes, from))
      return { step: { kind: 'TELL_REACTIVATED', key: id }, reason: 'went-back', facts: { ...facts, from: from.id } };
    if (status === 'Active' && isUntold(notes.reactivatedAt, notes.reactivationToldAt, view.now))
      return { step: { kind: 'TELL_REACTIVATED', key: id }, reason: 'human-reactivated', facts };
  }
  return undefined;
};

/** An act that is noted ahead of our clock waits: what is told now would be older than it, and be told again. */
const isUntold = (actAt: Instant | undefined, toldAt: Instant | undefined, now: Instant): boolean =>
  actAt !== undefined && now >= actAt && (toldAt === undefined || toldAt < actAt);

/** When the owner was told that this old key is active again. */
export const reactivationToldAt = ({ reactivatedAt, reactivationToldAt: at }: Notes): Instant | undefined =>
  reactivatedAt !== undefined && at !== undefined && at >= reactivatedAt ? at : undefined;

/** The key from which a person went back to the one that AWSCURRENT names. */
export const undoneBeside = ({ records, current }: SecretState): KeyRecord | undefined =>
  [...records.values()].find(({ id, isUndone, replaces }) => isUndone && id !== current && replaces === current);

/**
 * The owner was not told since that AWSCURRENT names this key again. Notes are by our clock, the verdict by Secrets
 * Manager's.
 */
export const isBackUntold = (notes: Notes, { verdict }: KeyRecord): boolean => {
  if (verdict.kind !== 'verified') return false;
  const at = notes.reactivatedAt === undefined ? notes.reactivationToldAt : reactivationToldAt(notes);
  return at === undefined || at < plus(verdict.at, -CLOCK_TOLERANCE);
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

/**
 * Accepted days ago and owed again: the dates of the register contradict the notes, as where a server dates every
 * version with the present.
 */
const isToldAgain = (record: KeyRecord, now: Instant): boolean =>
  record.notes.toldAt !== undefined &&
  toldAt(record) === undefined &&
  now < plus(record.notes.toldAt, TOLD_AGAIN_AFTER);

/** Why no time to install runs. */
export const whyUntold = ({ secret, successor, now }: View): ReasonCode => {
  if (secret?.replicas === 'behind') return 'replicas-behind';
  return successor && isToldAgain(successor.record, now) ? 'told-again' : 'not-told';
};

/** Undelivered notices are tried again after 0, 1, 2, 4, 7, 7 ... days. */
export const mayTry = (notes: Notes, now: Instant): boolean => now >= nextTryAt(notes);

/** From when on a notice may be tried again. */
export const nextTryAt = ({ tries, lastTryAt }: Notes): Instant => {
  if (tries === undefined || lastTryAt === undefined) return instant(Number.NEGATIVE_INFINITY);
  const wait = TELL_BACKOFF_DAYS[tries] ?? TELL_BACKOFF_DAYS[4];
  return wait === 0 ? instant(Number.NEGATIVE_INFINITY) : endOf(lastTryAt, wait);
};
