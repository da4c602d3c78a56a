import type { AccessKeyId, Key } from '../../src/core/keys.ts';
import type { KeyRecord, Observation } from '../../src/core/observation.ts';
import type { Policy } from '../../src/core/policy.ts';
import type { Step } from '../../src/core/step.ts';

/** The facts about one key, as the guards below ask for them. Times as hours ago, since the guards think in hours. */
interface Question {
  readonly seen: Observation;
  readonly policy: Policy;
  readonly key: Key;
  readonly record: KeyRecord | undefined;
  readonly others: readonly Key[];
}

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

const hours = (since: number | undefined, { seen }: Question): number =>
  (seen.at - (since ?? Number.POSITIVE_INFINITY)) / 3_600_000;
const unusedSince = ({ key }: Question, moment: number): boolean =>
  !(key.lastUsedAt !== undefined && key.lastUsedAt > moment);
const anotherWorks = ({ others }: Question): boolean => others.some(({ status }) => status === 'Active');
const isCurrent = ({ seen, key }: Question): boolean => seen.secret?.current === key.id;

const successor = ({
  seen,
  others,
}: Question): { readonly key: Key; readonly record: KeyRecord; readonly since: number } | undefined => {
  const key = others.find(({ id, status }) => id === seen.secret?.current && status === 'Active');
  const record = key && seen.secret?.records.get(key.id);
  if (!key || record?.storage.kind !== 'stored' || record.verdict.kind !== 'verified') return undefined;
  return { key, record, since: record.verdict.at };
};

const wasReplacedBy = ({ key, record }: Question, by: { readonly key: Key; readonly record: KeyRecord }): boolean =>
  by.record.replaces === key.id ||
  (record?.storage.kind === 'stored' &&
    !record.pending &&
    record.verdict.kind !== 'abandoned' &&
    by.key.createdAt > key.createdAt);

const isAnnounced = (q: Question): boolean => {
  const { announcedAt = 0, inactiveSince = Number.POSITIVE_INFINITY } = q.record?.notes ?? {};
  return announcedAt >= inactiveSince && hours(announcedAt, q) >= 24 && unusedSince(q, inactiveSince);
};

const rested = (q: Question): boolean => hours(q.record?.notes.inactiveSince, q) >= 24 * q.policy.recoveryGraceDays - 6;

const isForeign = (id: AccessKeyId, { secret }: Observation): boolean =>
  secret?.current !== id && (secret?.records.get(id)?.storage.kind ?? 'none') === 'none';

const untouched = ({ record }: Question): boolean =>
  record?.notes.inactiveSince === undefined && record?.notes.restartedAt === undefined;

const installed = (q: Question): boolean => {
  const by = successor(q);
  if (!by || !wasReplacedBy(q, by) || q.others.length !== 1) return false;
  const { promotedAt, toldAt = 0, restartedAt } = by.record.notes;
  if (!q.seen.secret?.policyIntact || q.seen.secret.replicas === 'behind' || toldAt < by.since - 300_000) return false;
  const mine = q.record?.notes ?? {};
  const starts = [promotedAt, toldAt, by.since, ...[restartedAt, mine.restartedAt].filter((at) => at !== undefined)];
  const { installGraceDays, warnDays } = q.policy;
  const isGraceOver = starts.every((at) => hours(at, q) >= 24 * installGraceDays - 6);
  const isWarned =
    starts.every((at) => (mine.warnedAt ?? 0) >= (at ?? 0)) && hours(mine.warnedAt, q) >= 24 * warnDays - 6;
  return isGraceOver && isWarned && mine.inactiveSince === undefined && isProven(q, by);
};

const isProven = (
  q: Question,
  by: { readonly key: Key; readonly record: KeyRecord; readonly since: number },
): boolean => {
  const { warnedAt = 0, restartedAt = 0 } = q.record?.notes ?? {};
  const mustBeQuiet = q.policy.retirement === 'when-quiet' || restartedAt > by.since;
  const isQuiet =
    q.key.lastUsedAt === undefined ||
    (hours(q.key.lastUsedAt, q) >= 24 * q.policy.quietDays && unusedSince(q, warnedAt));
  const isRead = by.record.verdict.kind === 'verified' && by.record.verdict.readByOwner;
  return (!mustBeQuiet || isQuiet) && (isRead || (by.key.lastUsedAt ?? 0) > by.since + 1_800_000);
};

const isIdle = (q: Question): boolean => {
  const { warnedAt = 0, restartedAt = 0, inactiveSince } = q.record?.notes ?? {};
  const last = Math.max(q.key.lastUsedAt ?? q.key.createdAt, restartedAt);
  const isWarned = warnedAt >= last && hours(warnedAt, q) >= 24 * q.policy.warnDays - 6;
  return (
    isWarned && hours(last, q) >= 24 * q.policy.idleDays && inactiveSince === undefined && isForeign(q.key.id, q.seen)
  );
};

const isSpare = (q: Question): boolean => {
  const [other, third] = q.others;
  if (q.policy.twoKeys === 'report' || other?.status !== 'Active' || third || !isForeign(other.id, q.seen))
    return false;
  const { quietDays } = q.policy;
  return (
    hours(other.lastUsedAt, q) < 24 * quietDays &&
    other.lastUsedAt !== undefined &&
    !(hours(q.key.lastUsedAt, q) < 24 * quietDays && q.key.lastUsedAt !== undefined)
  );
};

const isNeverUsed = ({ policy, key, others, seen }: Question): boolean =>
  policy.unusedKeys === 'retire' && key.lastUsedAt === undefined && others.length === 0 && !seen.forced;

const isDisposable = (q: Question): boolean => {
  const { inactiveKeys, twoKeys, unusedKeys } = q.policy;
  if (inactiveKeys === 'delete') return true;
  if (inactiveKeys === 'delete-when-blocking' && q.others.length === 1 && anotherWorks(q)) return true;
  if (q.record?.notes.warnedAt === undefined) return false;
  return (unusedKeys === 'retire' && q.key.lastUsedAt === undefined) || (twoKeys === 'retire-idle' && anotherWorks(q));
};

const guards: Readonly<
  Record<`${'DEACTIVATE' | 'DELETE'} ${'predecessor' | 'policy' | 'abandoned' | 'condemned'}`, (q: Question) => boolean>
> = {
  'DEACTIVATE predecessor': installed,
  'DELETE predecessor': (q) => {
    const by = successor(q);
    return by !== undefined && wasReplacedBy(q, by) && rested(q) && isAnnounced(q);
  },
  'DEACTIVATE policy': (q) => isIdle(q) && (isSpare(q) || isNeverUsed(q)),
  'DELETE policy': (q) => isForeign(q.key.id, q.seen) && rested(q) && isAnnounced(q) && isDisposable(q),
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
