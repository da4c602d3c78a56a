import { type Key, lastSign } from '../keys.ts';
import { ADOPTED_AFTER, ANNOUNCED_BEFORE, RECENT_USE, REMIND_EVERY_DAYS } from '../limits.ts';
import type { KeyRecord } from '../observation.ts';
import type { Facts, ReasonCode } from '../reasons.ts';
import { DAY, daysUntil, endOf, type Instant, isOver, latest, plus, wholeDays } from '../time.ts';
import { notesOf, nothing, type Plan, type Rule, type View } from '../view.ts';
import { mayTry, toldAt } from './tell-owner.ts';

/** Rules 6 to 8: a predecessor is announced and deleted, or warned of and deactivated, or waited for with a reason. */
export const retirePredecessor: Rule = (view) => {
  const { successor, predecessors } = view;
  if (successor === undefined || predecessors.length === 0) return undefined;
  if (successor.key.status === 'Inactive') return nothing('successor-inactive', { key: successor.key.id });
  // Only a person points AWSCURRENT at such a key, and only a person can say which of the two is to stay.
  if (!isReplacement(successor.record)) return nothing('current-unverified', { key: successor.key.id });
  const plans = predecessors.map((key) => (key.status === 'Inactive' ? remove(view, key) : deactivate(view, key)));
  return plans.find(({ step }) => step.kind !== 'NOTHING') ?? plans[0];
};

/** A key counts as a replacement only when its secret is stored and it has worked once. */
const isReplacement = ({ storage, verdict }: KeyRecord): boolean =>
  storage.kind === 'stored' && verdict.kind === 'verified';

/** Rule 6: deletion, a recovery grace after an earlier run noted the key inactive, announced a day before at least. */
const remove = (view: View, key: Key): Plan => {
  const { policy, now } = view;
  const { inactiveSince, announcedAt, ...notes } = notesOf(view, key);
  // Rule 4 notes the time first; a use after it restarts it.
  if (inactiveSince === undefined) return nothing('waiting-recovery', { leftDays: policy.recoveryGraceDays });
  const on = endOf(inactiveSince, policy.recoveryGraceDays);
  const isAnnounced = announcedAt !== undefined && announcedAt >= inactiveSince;
  if (isAnnounced && now >= on && now >= plus(announcedAt, ANNOUNCED_BEFORE))
    return { step: { kind: 'DELETE', key: key.id, ground: 'predecessor' }, reason: 'recovery-over', facts: {} };
  const deletion = latest(on, plus(now, ANNOUNCED_BEFORE));
  // A note from a clock ahead of ours: what is said before it would not count, and be said again.
  const from = latest(inactiveSince, plus(on, -policy.warnDays * DAY));
  if (!isAnnounced && now >= from && mayTry(notes, now))
    return {
      step: { kind: 'ANNOUNCE', key: key.id, ground: 'predecessor', on: deletion },
      reason: 'recovery-ending',
      facts: { leftDays: daysUntil(deletion, now) },
    };
  return nothing('waiting-recovery', { leftDays: daysUntil(on, now) });
};

/** Rule 7: deactivation, on evidence. Each `wait` below is one condition of the guard. */
const deactivate = (view: View, key: Key): Plan => {
  const { policy, now, keys } = view;
  if (keys.length > 2) return nothing('third-key', { count: keys.length });
  if (view.secret?.replicas === 'behind') return nothing('replicas-behind');
  const start = graceStart(view, key);
  if (start === undefined) return nothing('not-told');
  // Deactivated moments ago, and this read may be stale: rule 4 decides in the next run.
  if (notesOf(view, key).inactiveSince !== undefined)
    return nothing('waiting-recovery', { leftDays: policy.recoveryGraceDays });
  const on = endOf(start, policy.installGraceDays);
  const warnFrom = plus(on, -policy.warnDays * DAY);
  if (now < warnFrom) return nothing('waiting-install', { leftDays: daysUntil(on, now) });
  if (!isAdopted(view)) return remindOrWait(view, key, on, 'not-adopted', {});
  if (!isQuiet(view, key)) return remindOrWait(view, key, on, 'still-used', { lastUsedDays: usedDaysAgo(key, now) });
  return warnOrDeactivate(view, key, start, on);
};

const warnOrDeactivate = (view: View, key: Key, start: Instant, on: Instant): Plan => {
  const { policy, now } = view;
  const { warnedAt, ...notes } = notesOf(view, key);
  const isWarned = warnedAt !== undefined && warnedAt >= start && (!needsQuiet(view, key) || usedBefore(key, warnedAt));
  const end = latest(on, endOf(isWarned ? warnedAt : now, policy.warnDays));
  if (isWarned && now >= end)
    return { step: { kind: 'DEACTIVATE', key: key.id, ground: 'predecessor' }, reason: 'successor-adopted', facts: {} };
  const leftDays = daysUntil(end, now);
  if (isWarned || now < start || !mayTry(notes, now)) return nothing('waiting-warning', { leftDays });
  return {
    step: { kind: 'WARN', key: key.id, ground: 'predecessor', on: end },
    reason: 'grace-ending',
    facts: { leftDays },
  };
};

/** When the owner's time to install began: the last of all that must have happened. `undefined`: it has not. */
const graceStart = ({ successor, secret }: View, key: Key): Instant | undefined => {
  const record = successor?.record;
  const told = record && toldAt(record);
  if (record === undefined || told === undefined || !secret?.policyIntact) return undefined;
  const { verdict, notes } = record;
  if (verdict.kind !== 'verified' || notes.promotedAt === undefined) return undefined;
  const restarts = [notes.restartedAt, secret.records.get(key.id)?.notes.restartedAt].filter((at) => at !== undefined);
  return latest(notes.promotedAt, told, verdict.at, ...restarts);
};

/** A network-restricted user's key could not be read-tested: only its use by its owner shows that it arrived. */
const isAdopted = ({ successor }: View): boolean =>
  successor?.record.verdict.kind === 'verified' &&
  (successor.record.verdict.readByOwner || isUsedLater(successor.key, successor.record.verdict.at));

const isUsedLater = ({ lastUsedAt }: Key, verifiedAt: Instant): boolean =>
  lastUsedAt !== undefined && lastUsedAt > plus(verifiedAt, ADOPTED_AFTER);

/** A human's re-activation overrules the schedule: from then on only quiet retires the key. */
const needsQuiet = (view: View, key: Key): boolean => view.policy.retirement === 'when-quiet' || isRestarted(view, key);

/** In this cycle: what happened to the key while it was the current one is past. */
const isRestarted = (view: View, key: Key): boolean => {
  const { restartedAt } = notesOf(view, key);
  const verdict = view.successor?.record.verdict;
  return restartedAt !== undefined && !(verdict?.kind === 'verified' && restartedAt <= verdict.at);
};

const isQuiet = (view: View, key: Key): boolean =>
  !needsQuiet(view, key) ||
  key.lastUsedAt === undefined ||
  view.now >= plus(key.lastUsedAt, view.policy.quietDays * DAY);

const usedBefore = (key: Key, moment: Instant): boolean => key.lastUsedAt === undefined || key.lastUsedAt <= moment;

const remindOrWait = (view: View, key: Key, on: Instant, reason: ReasonCode, facts: Facts): Plan => {
  const { now } = view;
  const { remindedAt, ...notes } = notesOf(view, key);
  const isRecent = key.lastUsedAt !== undefined && now < plus(key.lastUsedAt, RECENT_USE);
  const isTime = remindedAt === undefined || isOver(remindedAt, REMIND_EVERY_DAYS, now);
  if (now < on || !isRecent || !isTime || !mayTry(notes, now)) return nothing(reason, facts);
  return {
    step: { kind: 'REMIND', key: key.id },
    reason: 'old-key-in-use',
    facts: { lastUsedDays: usedDaysAgo(key, now) },
  };
};

const usedDaysAgo = (key: Key, now: Instant): number => wholeDays(lastSign(key), now);
