import type { Key } from '../../src/core/keys.ts';
import type { KeyRecord, Observation } from '../../src/core/observation.ts';
import type { Policy } from '../../src/core/policy.ts';
import type { Step } from '../../src/core/step.ts';
import {
  anotherWorks,
  type Candidate,
  hours,
  isCurrent,
  isDateKept,
  isForeign,
  isFoughtOver,
  isInTime,
  isSilenceTold,
  isUsedNow,
  lastSignOf,
  unusedSince,
  usedByOwner,
} from './guard-facts.ts';

/**
 * Whether something may be taken away, told a second time and in other words than the rules tell it: as one long "and",
 * in hours. Where this says no and a plan says yes, one of them is wrong.
 */
export const mayTake = (step: Step, seen: Observation, policy: Policy): boolean => {
  if (step.kind !== 'DEACTIVATE' && step.kind !== 'DELETE') return true;
  const key = seen.keys.find(({ id }) => id === step.key);
  if (key === undefined || (key.status === 'Active') !== (step.kind === 'DEACTIVATE')) return false;
  const others = seen.keys.filter((other) => other !== key);
  const question = { seen, policy, key, others, record: seen.secret?.records.get(key.id) };
  return guards[`${step.kind} ${step.ground}`](question);
};

const successor = ({
  seen,
  others,
}: Candidate): { readonly key: Key; readonly record: KeyRecord; readonly since: number } | undefined => {
  const key = others.find(({ id, status }) => id === seen.secret?.current && status === 'Active');
  const record = key && seen.secret?.records.get(key.id);
  if (!key || record?.storage.kind !== 'stored' || record.verdict.kind !== 'verified') return undefined;
  return { key, record, since: record.verdict.at };
};

const wasReplacedBy = ({ key, record }: Candidate, by: { readonly key: Key; readonly record: KeyRecord }): boolean =>
  by.record.replaces === key.id ||
  (record?.storage.kind === 'stored' &&
    !record.pending &&
    record.verdict.kind !== 'abandoned' &&
    by.key.createdAt > key.createdAt);

const isAnnounced = (q: Candidate): boolean => {
  const { announced, inactiveSince = Number.POSITIVE_INFINITY } = q.record?.notes ?? {};
  if (announced === undefined || announced.at < inactiveSince) return false;
  if (!isDateKept(announced, q, { after: 24 * q.policy.recoveryGraceDays - 6, since: [inactiveSince] })) return false;
  return hours(announced.at, q) >= 24 && unusedSince(q, inactiveSince);
};

const rested = (q: Candidate): boolean =>
  hours(q.record?.notes.inactiveSince, q) >= 24 * q.policy.recoveryGraceDays - 6;

const untouched = (q: Candidate): boolean => isOnAsNoted(q) && q.record?.notes.restartedAt === undefined;

/** Neither noted as off, nor as being switched off by a request of which nobody knows what became. */
const isOnAsNoted = ({ record }: Candidate): boolean =>
  record?.notes.inactiveSince === undefined && record?.notes.deactivatingAt === undefined;

const installed = (q: Candidate): boolean => {
  const by = successor(q);
  if (!by || !wasReplacedBy(q, by) || q.others.length !== 1) return false;
  const { promotedAt, toldAt = 0, restartedAt } = by.record.notes;
  if (
    q.seen.secret === undefined ||
    q.seen.secret.policy === 'changed' ||
    q.seen.secret.replicas === 'behind' ||
    toldAt < by.since - 300_000
  )
    return false;
  const mine = q.record?.notes ?? {};
  const { warned, reactivatedAt, reactivationToldAt = 0 } = mine;
  // Who took the key back hears of it before his time to install runs again.
  if (promotedAt === undefined || reactivationToldAt < (reactivatedAt ?? 0)) return false;
  const toldBack = reactivatedAt === undefined ? undefined : reactivationToldAt;
  const again = [restartedAt, mine.restartedAt, toldBack].filter((at) => at !== undefined);
  const starts = [promotedAt, toldAt, by.since, ...again];
  const grace = 24 * q.policy.installGraceDays - 6;
  const isGraceOver = starts.every((at) => hours(at, q) >= grace);
  const isWarned =
    warned !== undefined &&
    isDateKept(warned, q, { after: grace, since: starts }) &&
    starts.every((at) => warned.at >= at) &&
    isInTime(warned, q);
  return isGraceOver && isWarned && isOnAsNoted(q) && isProven(q, by);
};

const isProven = (
  q: Candidate,
  by: { readonly key: Key; readonly record: KeyRecord; readonly since: number },
): boolean => {
  const { warned, restartedAt = 0 } = q.record?.notes ?? {};
  const mustBeQuiet = q.policy.retirement === 'when-quiet' || restartedAt > by.since;
  // An owner who read "unless it is used" counts on that, whatever the setting is by now.
  if (warned?.isUnlessUsed !== mustBeQuiet) return false;
  const storedAt = by.record.storage.kind === 'stored' ? by.record.storage.at : Number.POSITIVE_INFINITY;
  const isQuiet =
    (q.key.lastUsedAt === undefined && isSilenceTold(q, storedAt)) ||
    (q.key.lastUsedAt !== undefined &&
      hours(q.key.lastUsedAt, q) >= 24 * q.policy.quietDays &&
      unusedSince(q, warned.at));
  const isRead = by.record.verdict.kind === 'verified' && by.record.verdict.readByOwner && !q.seen.user.sendsBySmtp;
  return (!mustBeQuiet || isQuiet) && (isRead || (by.key.lastUsedAt ?? 0) > by.since + 1_800_000);
};

/** Told while it was so, long enough ago, and used by nobody since. */
const isWarnedOf = (q: Candidate): boolean => {
  const { warned } = q.record?.notes ?? {};
  if (warned === undefined || !isOnAsNoted(q) || !warned.isUnlessUsed) return false;
  if (!isDateKept(warned, q, { after: 0, since: [lastSignOf(q)] }) || !isInTime(warned, q)) return false;
  return warned.at >= lastSignOf(q) && unusedSince(q, warned.at);
};

/** Idle already by the date that its owner was told. */
const isIdle = (q: Candidate): boolean => {
  const { warned } = q.record?.notes ?? {};
  const idle = { after: 24 * q.policy.idleDays, since: [lastSignOf(q)] };
  return warned !== undefined && isWarnedOf(q) && isDateKept(warned, q, idle);
};

/** The owner made a newer key of his own, and works with that one. */
const isLeftForOwnKey = (q: Candidate): boolean => {
  const [own, third] = q.others;
  if (q.policy.twoKeys === 'report' || own?.status !== 'Active' || third) return false;
  if (!isCurrent(q) || q.record?.storage.kind !== 'stored' || !isSilenceTold(q, q.key.createdAt)) return false;
  return isForeign(own.id, q.seen) && own.createdAt > q.key.createdAt && isUsedNow(q, own) && !isUsedNow(q, q.key);
};

const isSpare = (q: Candidate): boolean => {
  const [other, third] = q.others;
  if (q.policy.twoKeys === 'report' || other?.status !== 'Active' || third || !isForeign(q.key.id, q.seen))
    return false;
  return isUsedNow(q, other) && !isUsedNow(q, q.key) && isSilenceTold(q, q.key.createdAt);
};

/** Nobody works with it, and nobody can have fetched it to work with it soon. */
const isUnwanted = (q: Candidate): boolean => {
  const { policy, key, others, seen, record } = q;
  if (policy.unusedKeys !== 'retire' || others.length > 0 || seen.forced) return false;
  if (isForeign(key.id, seen) || usedByOwner(key, record) !== undefined) return true;
  const isDenied = record?.verdict.kind === 'verified' && !record.verdict.readByOwner;
  return isDenied && record?.lastReadOn === undefined && seen.secret?.replicas === undefined;
};

/** Its successor was deleted, and no other key works: whoever repairs that may go back to it. */
const isToGoBackTo = ({ seen: { secret, keys }, key }: Candidate): boolean => {
  const lost = [...(secret?.records.values() ?? [])].find(({ id }) => id === secret?.current);
  const isGone = lost?.storage.kind === 'stored' && keys.every(({ id }) => id !== lost.id);
  return isGone && lost.storage.at > key.createdAt && keys.every(({ status }) => status === 'Inactive');
};

const isDisposable = (q: Candidate): boolean => {
  if (isToGoBackTo(q)) return false;
  const { inactiveKeys, twoKeys, unusedKeys } = q.policy;
  if (inactiveKeys === 'delete') return true;
  if (inactiveKeys === 'delete-when-blocking' && q.others.length === 1 && anotherWorks(q)) return true;
  const { warned } = q.record?.notes ?? {};
  if (warned === undefined) return false;
  if (anotherWorks(q))
    return twoKeys === 'retire-idle' || (unusedKeys === 'retire' && usedByOwner(q.key, q.record) === undefined);
  return unusedKeys === 'retire' && (usedByOwner(q.key, q.record) ?? 0) <= warned.at;
};

/** Ours goes by a policy only where we deactivated it by one. */
const isOursByPolicy = (q: Candidate): boolean => q.record?.notes.deactivatedAt !== undefined && isDisposable(q);

const guards: Readonly<
  Record<
    `${'DEACTIVATE' | 'DELETE'} ${'predecessor' | 'policy' | 'abandoned' | 'condemned'}`,
    (q: Candidate) => boolean
  >
> = {
  'DEACTIVATE predecessor': (q) => installed(q) && !isFoughtOver(q),
  'DELETE predecessor': (q) => {
    const by = successor(q);
    return by !== undefined && wasReplacedBy(q, by) && rested(q) && isAnnounced(q);
  },
  'DEACTIVATE policy': (q) =>
    !isFoughtOver(q) &&
    !q.seen.user.sendsBySmtp &&
    ((isIdle(q) && (isSpare(q) || isUnwanted(q))) || (isWarnedOf(q) && isLeftForOwnKey(q))),
  'DELETE policy': (q) =>
    rested(q) && isAnnounced(q) && (isForeign(q.key.id, q.seen) ? isDisposable(q) : isOursByPolicy(q)),
  'DEACTIVATE abandoned': (q) => {
    const { storage, verdict } = q.record ?? {};
    const mayHaveBeenOurs = storage?.kind === 'stored' && unusedSince(q, storage.at + 2_100_000);
    return mayHaveBeenOurs && verdict?.kind === 'abandoned' && untouched(q) && anotherWorks(q) && !isCurrent(q);
  },
  'DELETE abandoned': (q) =>
    q.record?.verdict.kind === 'abandoned' &&
    unusedSince(q, q.record.verdict.at) &&
    hours(q.record.notes.inactiveSince, q) >= 24 &&
    !isCurrent(q),
  'DEACTIVATE condemned': (q) =>
    q.record?.storage.kind === 'tombstone' &&
    q.key.lastUsedAt === undefined &&
    untouched(q) &&
    anotherWorks(q) &&
    !isCurrent(q),
  'DELETE condemned': (q) =>
    q.record?.storage.kind === 'tombstone' &&
    q.key.lastUsedAt === undefined &&
    hours(q.record.notes.inactiveSince, q) >= 24 &&
    !isCurrent(q),
};
