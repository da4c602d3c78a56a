import type { Key } from '../keys.ts';
import { ANNOUNCED_BEFORE, ASK_EVERY_DAYS, UNDONE_OFTEN } from '../limits.ts';
import type { Facts, ReasonCode } from '../reasons.ts';
import type { Ground } from '../step.ts';
import { DAY, daysUntil, endOf, type Instant, isOver, latest, plus, RUN_DRIFT } from '../time.ts';
import { boundBy } from '../told-date.ts';
import { notesOf, nothing, type Plan, undoings, type View, waitUntil } from '../view.ts';
import { mayTry, nextTryAt } from './tell-owner.ts';

/** A deactivation that its owner is warned of first. */
export interface Deactivation {
  readonly ground: Ground;
  /** A warning from before this does not count. */
  readonly since: Instant;
  /** Not before this, whenever the warning came. */
  readonly end: Instant;
  readonly isUnlessUsed: boolean;
  readonly warning: ReasonCode;
  readonly waiting: ReasonCode;
  readonly act: ReasonCode;
  readonly facts: Facts;
}

/** Warned `warnDays` before, accepted, and not before the date that was told: deactivated. */
export const warnThenDeactivate = (view: View, key: Key, deactivation: Deactivation): Plan => {
  const { policy, now } = view;
  const { ground, since, end, isUnlessUsed, warning, waiting, act, facts } = deactivation;
  const count = undoings(view, `DEACTIVATE_${key.id}`);
  if (count >= UNDONE_OFTEN) return nothing('undone-again', { what: `the deactivation of key ${key.id}`, count });
  const { warned, ...notes } = notesOf(view, key);
  const lead = policy.warnDays * DAY - RUN_DRIFT;
  const today = { since, end, lead, isUnlessUsed, lastUsedAt: key.lastUsedAt, openTryAt: notes.lastTryAt };
  const from = boundBy(warned, today, now);
  if (from !== undefined && now >= from)
    return { step: { kind: 'DEACTIVATE', key: key.id, ground }, reason: act, facts };
  if (from !== undefined) return waitUntil(view, waiting, from, facts);
  const on = latest(end, endOf(latest(now, nextTryAt(notes)), policy.warnDays));
  if (now < since || !mayTry(notes, now)) return waitUntil(view, waiting, on, facts);
  return {
    step: { kind: 'WARN', key: key.id, ground, on, isUnlessUsed },
    reason: warning,
    facts: { ...facts, leftDays: daysUntil(on, now) },
    until: on,
  };
};

/** A deletion that its owner is told of first. */
export interface Deletion {
  readonly ground: Ground;
  readonly announcing: ReasonCode;
  readonly waiting: ReasonCode;
  readonly act: ReasonCode;
  readonly facts: Facts;
}

/**
 * Noted inactive by an earlier run through the recovery grace, announced a day before at least, and not before the date
 * that was told: deleted. Rule 4 notes the time first; a use after it restarts it.
 */
export const announceThenDelete = (view: View, key: Key, deletion: Deletion): Plan => {
  const { policy, now } = view;
  const { ground, announcing, waiting, act, facts } = deletion;
  const { inactiveSince, announced, ...notes } = notesOf(view, key);
  if (inactiveSince === undefined) return waitUntil(view, waiting, endOf(now, policy.recoveryGraceDays), facts);
  const end = recoveryEnd(view, inactiveSince);
  const from = boundBy(
    announced,
    {
      since: inactiveSince,
      end,
      lead: ANNOUNCED_BEFORE,
      isUnlessUsed: false,
      lastUsedAt: undefined,
      openTryAt: notes.lastTryAt,
    },
    now,
  );
  if (from !== undefined && now >= from) return { step: { kind: 'DELETE', key: key.id, ground }, reason: act, facts };
  const on = latest(end, plus(now, ANNOUNCED_BEFORE));
  // A note from a clock ahead of ours: what is said before it would not count, and be said again.
  const isTime = now >= latest(inactiveSince, plus(end, -policy.warnDays * DAY));
  if (from !== undefined || !isTime || !mayTry(notes, now)) return waitUntil(view, waiting, from ?? on, facts);
  return {
    step: { kind: 'ANNOUNCE', key: key.id, ground, on },
    reason: announcing,
    facts: { ...facts, leftDays: daysUntil(on, now) },
    until: on,
  };
};

/** When the time to bring an inactive key back is over, by today's settings. */
export const recoveryEnd = ({ policy }: View, inactiveSince: Instant): Instant =>
  endOf(inactiveSince, policy.recoveryGraceDays);

/** What only a person can clear up is put to the key's owner too, once in a while. */
export const askOwner = (view: View, key: Key, blocked: Plan): Plan => {
  const { askedAt, ...notes } = notesOf(view, key);
  const isTime = askedAt === undefined || isOver(askedAt, ASK_EVERY_DAYS, view.now);
  return isTime && mayTry(notes, view.now) ? { ...blocked, step: { kind: 'ASK', key: key.id } } : blocked;
};
