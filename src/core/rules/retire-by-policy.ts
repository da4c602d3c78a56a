import { isActive, type Key, lastSign } from '../keys.ts';
import { ANNOUNCED_BEFORE } from '../limits.ts';
import type { Facts, ReasonCode } from '../reasons.ts';
import { DAY, daysUntil, endOf, type Instant, latest, plus, wholeDays } from '../time.ts';
import { isForeign, isRotationWanted, notesOf, nothing, type Plan, type Rule, recordOf, type View } from '../view.ts';
import { isDeletableForeign } from './policy-targets.ts';
import { unexplainedKey } from './retire-orphan.ts';
import { mayTry } from './tell-owner.ts';

/** Rule 10: a rotation is wanted and there is no slot: a policy of the organization frees one, or a person must. */
export const freeSlot: Rule = (view) => {
  const { keys, active, successor } = view;
  const deletable = keys.find((key) => isDeletableForeign(view, key));
  if (deletable) return deleteByPolicy(view, deletable);
  if (!isRotationWanted(view) || active.length === 0) return undefined;
  const waiting = keys.find((key) => isUnsettled(view, key));
  if (waiting) return nothing(isActive(waiting) ? 'verifying' : 'waiting-given-up', { key: waiting.id });
  if (keys.length > 2) return nothing('third-key', { count: keys.length });
  const inactive = keys.find((key) => !isActive(key));
  if (inactive === undefined) return twoActive(view);
  return nothing(inactive.id === successor?.key.id ? 'successor-inactive' : 'inactive-key', { key: inactive.id });
};

/** A due key that was never used through idleDays, where the organization wants no successor for such. */
export const retireUnused = (view: View, key: Key): Plan => {
  const { now } = view;
  const idleFrom = idleAt(view, key);
  return now < idleFrom
    ? nothing('waiting-policy', { leftDays: daysUntil(idleFrom, now) })
    : deactivateByPolicy(view, key, 'unused-key', { ageDays: wholeDays(key.createdAt, now) });
};

const isUnsettled = (view: View, key: Key): boolean => {
  const record = recordOf(view, key.id);
  return record !== undefined && (record.pending || record.storage.kind === 'tombstone');
};

const twoActive = (view: View): Plan => {
  const { policy, now, keys, observation } = view;
  const unexplained = unexplainedKey(observation);
  if (unexplained) return nothing('unexplained-key', { key: unexplained });
  const spare = keys.find((key) => key.id !== view.successor?.key.id);
  if (spare && !keys.every((key) => isForeign(view, key))) return nothing('spare-key', { key: spare.id });
  if (policy.twoKeys === 'report') return nothing('two-keys');
  const used = keys.filter((key) => isInUse(key, policy.quietDays, now));
  if (used.length === 0) return nothing('two-keys-idle');
  const idle = keys.find((key) => !used.includes(key) && now >= idleAt(view, key));
  return idle
    ? deactivateByPolicy(view, idle, 'idle-key', { idleDays: wholeDays(idleSince(view, idle), now) })
    : nothing('two-keys-in-use');
};

const isInUse = (key: Key, quietDays: number, now: Instant): boolean =>
  key.lastUsedAt !== undefined && now < plus(key.lastUsedAt, quietDays * DAY);

/** A human's re-activation counts as a use. */
const idleSince = (view: View, key: Key): Instant =>
  latest(lastSign(key), notesOf(view, key).restartedAt ?? lastSign(key));

/** From when on the key is idle; evidence is counted to the full day. */
const idleAt = (view: View, key: Key): Instant => plus(idleSince(view, key), view.policy.idleDays * DAY);

/** POLICY-DEACTIVATE: warned, accepted, warnDays ago, and nothing happened to the key since. */
const deactivateByPolicy = (view: View, key: Key, reason: ReasonCode, facts: Facts): Plan => {
  const { policy, now } = view;
  const { warnedAt, inactiveSince, ...notes } = notesOf(view, key);
  if (inactiveSince !== undefined) return nothing('waiting-policy', { leftDays: policy.recoveryGraceDays });
  const isWarned = warnedAt !== undefined && warnedAt >= idleSince(view, key);
  const on = endOf(isWarned ? warnedAt : now, policy.warnDays);
  if (isWarned && now >= on) return { step: { kind: 'DEACTIVATE', key: key.id, ground: 'policy' }, reason, facts };
  return isWarned || !mayTry(notes, now)
    ? nothing('waiting-policy', { leftDays: daysUntil(on, now) })
    : { step: { kind: 'WARN', key: key.id, ground: 'policy', on }, reason, facts };
};

/** POLICY-DELETE: noted inactive through the recovery grace, announced a day before at least, and not used since. */
const deleteByPolicy = (view: View, key: Key): Plan => {
  const { policy, now } = view;
  const { inactiveSince, announcedAt, ...notes } = notesOf(view, key);
  const facts = { key: key.id };
  // Rule 4 notes the time first.
  if (inactiveSince === undefined) return nothing('waiting-policy', { leftDays: policy.recoveryGraceDays });
  const end = endOf(inactiveSince, policy.recoveryGraceDays);
  const isAnnounced = announcedAt !== undefined && announcedAt >= inactiveSince;
  if (isAnnounced && now >= end && now >= plus(announcedAt, ANNOUNCED_BEFORE))
    return { step: { kind: 'DELETE', key: key.id, ground: 'policy' }, reason: 'blocking-inactive-key', facts };
  const on = latest(end, plus(now, ANNOUNCED_BEFORE));
  const from = latest(inactiveSince, plus(end, -policy.warnDays * DAY));
  return !isAnnounced && now >= from && mayTry(notes, now)
    ? { step: { kind: 'ANNOUNCE', key: key.id, ground: 'policy', on }, reason: 'blocking-inactive-key', facts }
    : nothing('waiting-policy', { leftDays: daysUntil(end, now) });
};
