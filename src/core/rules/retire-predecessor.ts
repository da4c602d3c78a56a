import type { Key } from '../keys.ts';
import { ADOPTED_AFTER, RECENT_USE, REMIND_EVERY_DAYS } from '../limits.ts';
import type { KeyRecord } from '../observation.ts';
import { isUseUnknown } from '../recorded-use.ts';
import { DAY, endOf, type Instant, isOver, latest, plus, wholeDays } from '../time.ts';
import { isDue, notesOf, nothing, offNotedAt, type Plan, type Rule, type View, waitUntil } from '../view.ts';
import { announceThenDelete, askOwner, warnThenDeactivate } from './after-notice.ts';
import { mayTry, reactivationToldAt, toldAt, whyUntold } from './tell-owner.ts';

/** Rules 6 to 8: a predecessor is announced and deleted, or warned of and deactivated, or waited for with a reason. */
export const retirePredecessor: Rule = (view) => {
  const { successor, predecessors, active } = view;
  if (successor === undefined || predecessors.length === 0) return undefined;
  // Every key is off: whoever did that, in an incident say, must not be told to take it back.
  if (successor.key.status === 'Inactive' && active.length === 0) return nothing('no-active-key');
  if (successor.key.status === 'Inactive') return nothing('successor-inactive', { key: successor.key.id });
  // Only a person points AWSCURRENT at such a key, and only a person can say which of the two is to stay.
  if (!isReplacement(successor.record)) return nothing('current-unverified', { key: successor.key.id });
  const plans = predecessors.map((key) => (key.status === 'Inactive' ? remove(view, key) : deactivate(view, key)));
  return plans.find(({ step }) => step.kind !== 'NOTHING') ?? plans[0];
};

/** A key counts as a replacement only when its secret is stored and it has worked once. */
const isReplacement = ({ storage, verdict }: KeyRecord): boolean =>
  storage.kind === 'stored' && verdict.kind === 'verified';

/** Rule 6. */
const remove = (view: View, key: Key): Plan =>
  announceThenDelete(view, key, {
    ground: 'predecessor',
    announcing: 'recovery-ending',
    waiting: 'waiting-recovery',
    act: 'recovery-over',
    facts: {},
  });

/** Rule 7: deactivation, on evidence. Each `nothing` below is one condition of the guard. */
const deactivate = (view: View, key: Key): Plan => {
  const { policy, now, keys } = view;
  if (keys.length > 2) return nothing('third-key', { count: keys.length });
  if (view.secret?.replicas === 'behind') return nothing('replicas-behind');
  const start = graceStart(view, key);
  if (start === undefined) return nothing(whyUntold(view));
  // Deactivated moments ago, and this read may be stale: rule 4 decides in the next run.
  const since = offNotedAt(notesOf(view, key));
  if (since !== undefined) return waitUntil(view, 'waiting-recovery', endOf(since, policy.recoveryGraceDays));
  const on = graceEnd(view, start);
  if (now < plus(on, -policy.warnDays * DAY)) return waitUntil(view, 'waiting-install', on);
  if (!isAdopted(view)) return waitForAdoption(view, key, on);
  const used = keepingUse(view, key);
  if (used !== undefined) return remindOrWait(view, key, { on, plan: stillUsed(view, key, used) });
  if (isInDoubt(view, key)) return askOwner(view, key, nothing('usage-unknown', { key: key.id }));
  return warnThenDeactivate(view, key, {
    ground: 'predecessor',
    since: start,
    end: on,
    isUnlessUsed: needsQuiet(view, key),
    warning: 'grace-ending',
    waiting: 'waiting-warning',
    act: 'successor-adopted',
    facts: {},
  });
};

/** When the owner's time to install is over, by today's settings. */
export const graceEnd = ({ policy }: View, start: Instant): Instant => endOf(start, policy.installGraceDays);

/** When the owner's time to install began: the last of all that must have happened. `undefined`: it has not. */
export const graceStart = ({ successor, secret }: View, key: Key): Instant | undefined => {
  const record = successor?.record;
  const told = record && toldAt(record);
  if (record === undefined || told === undefined || secret === undefined || secret.policy === 'changed')
    return undefined;
  const { verdict, notes } = record;
  if (verdict.kind !== 'verified' || notes.promotedAt === undefined) return undefined;
  const own = secret.records.get(key.id)?.notes;
  if (own?.reactivatedAt !== undefined && reactivationToldAt(own) === undefined) return undefined;
  const restarts = [notes.restartedAt, own?.restartedAt, own && reactivationToldAt(own)];
  return latest(notes.promotedAt, told, verdict.at, ...restarts.filter((at) => at !== undefined));
};

/**
 * A network-restricted user's key could not be read-tested, and what is done by SMTP may leave no record: only a use by
 * its owner shows that the new key arrived.
 */
const isAdopted = ({ successor, observation: { user } }: View): boolean =>
  successor?.record.verdict.kind === 'verified' &&
  ((successor.record.verdict.readByOwner && !user.sendsBySmtp) ||
    isUsedLater(successor.key, successor.record.verdict.at));

const waitForAdoption = (view: View, key: Key, on: Instant): Plan =>
  view.observation.user.sendsBySmtp
    ? askOwner(view, key, nothing('smtp-user', { key: key.id }))
    : remindOrWait(view, key, { on, plan: nothing('not-adopted') });

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

/** The use for which the key stays; `undefined`: it is quiet, or goes all the same. */
const keepingUse = (view: View, key: Key): Instant | undefined => {
  const { lastUsedAt } = key;
  const isInUse = lastUsedAt !== undefined && view.now < quietFrom(view, lastUsedAt);
  return isInUse && needsQuiet(view, key) ? lastUsedAt : undefined;
};

/** What nobody can tell is not taken for quiet. Our own read of the successor came after its version was stored. */
const isInDoubt = (view: View, key: Key): boolean => {
  const storage = view.successor?.record.storage;
  return needsQuiet(view, key) && storage?.kind === 'stored' && isUseUnknown(view, key, storage.at);
};

const quietFrom = ({ policy }: View, lastUsedAt: Instant): Instant => plus(lastUsedAt, policy.quietDays * DAY);

/** Behind an old key in use the successor itself grows too old, and there is no slot for the next. */
const stillUsed = (view: View, key: Key, used: Instant): Plan => {
  const { successor, now } = view;
  const facts = { key: key.id, lastUsedDays: wholeDays(used, now) };
  return successor !== undefined && isDue(view, successor.key)
    ? nothing('overdue-no-slot', { ...facts, successor: successor.key.id })
    : nothing('still-used', facts, quietFrom(view, used));
};

const remindOrWait = (view: View, key: Key, { on, plan }: { readonly on: Instant; readonly plan: Plan }): Plan => {
  const { now } = view;
  const { lastUsedAt } = key;
  const { remindedAt, ...notes } = notesOf(view, key);
  if (lastUsedAt === undefined || now >= plus(lastUsedAt, RECENT_USE)) return plan;
  const isTime = remindedAt === undefined || isOver(remindedAt, REMIND_EVERY_DAYS, now);
  if (now < on || !isTime || !mayTry(notes, now)) return plan;
  const reason = plan.reason === 'still-used' ? 'old-key-in-use' : plan.reason;
  return {
    ...plan,
    step: { kind: 'REMIND', key: key.id },
    reason,
    facts: { ...plan.facts, lastUsedDays: wholeDays(lastUsedAt, now) },
  };
};
