import { type AccessKeyId, isActive, type Key } from './keys.ts';
import { ADOPTED_AFTER, LEASE, UNDOING_LAPSES, UNDONE_OFTEN } from './limits.ts';
import type { KeyRecord, Notes, Observation, SecretState, Undoable } from './observation.ts';
import type { Policy } from './policy.ts';
import type { Facts, ReasonCode } from './reasons.ts';
import type { Step } from './step.ts';
import { DAY, daysUntil, type Instant, isOver, latest, plus } from './time.ts';

/** What would be done for one user, why, and the facts that led to it. */
export interface Plan {
  readonly step: Step;
  readonly reason: ReasonCode;
  readonly facts: Facts;
  /** For a wait: when it ends, or is looked at again; never past. */
  readonly until?: Instant;
}

/** One rule: a plan if it matches, else the next rule is asked. */
export type Rule = (view: View) => Plan | undefined;

/** An observation as the rules read it: derived once, so that no two rules derive it differently. */
export interface View {
  readonly observation: Observation;
  readonly policy: Policy;
  readonly now: Instant;
  readonly keys: readonly Key[];
  readonly active: readonly Key[];
  readonly secret: SecretState | undefined;
  /** AWSCURRENT's key, when that is a key of ours that still exists. */
  readonly successor: { readonly key: Key; readonly record: KeyRecord } | undefined;
  /** Keys that the successor replaced: named by it, or older with a version of their own. Oldest first. */
  readonly predecessors: readonly Key[];
}

export const viewOf = (observation: Observation, policy: Policy, now: Instant): View => {
  const { keys, secret } = observation;
  const successor = successorOf(keys, secret);
  return {
    observation,
    policy,
    now,
    keys,
    active: keys.filter(isActive),
    secret,
    successor,
    predecessors: successor === undefined ? [] : keys.filter((key) => isPredecessor(key, successor, secret)),
  };
};

const successorOf = (keys: readonly Key[], secret: SecretState | undefined): View['successor'] => {
  const key = keys.find(({ id }) => id === secret?.current);
  const record = key && secret?.records.get(key.id);
  return key && record ? { key, record } : undefined;
};

const isPredecessor = (
  key: Key,
  successor: NonNullable<View['successor']>,
  secret: SecretState | undefined,
): boolean => {
  if (key.id === successor.key.id) return false;
  if (successor.record.replaces === key.id) return true;
  const record = secret?.records.get(key.id);
  return (
    record?.storage.kind === 'stored' &&
    record.verdict.kind !== 'abandoned' &&
    !record.pending &&
    key.createdAt < successor.key.createdAt
  );
};

export const recordOf = (view: View, id: AccessKeyId): KeyRecord | undefined => view.secret?.records.get(id);

export const notesOf = (view: View, key: Key): Notes => recordOf(view, key.id)?.notes ?? {};

/** A key that keyturn did not create, as far as anything shows. What AWSCURRENT names is never foreign. */
export const isForeign = (view: View, key: Key): boolean => {
  if (view.secret?.current === key.id) return false;
  const record = recordOf(view, key.id);
  return record === undefined || record.storage.kind === 'none';
};

export const isDue = (view: View, key: Key): boolean => isOver(key.createdAt, view.policy.rotateAfterDays, view.now);

/** True when a rotation is wanted: some active key is due, or a person asked. */
export const isRotationWanted = (view: View): boolean =>
  view.observation.forced || view.active.some((key) => isDue(view, key));

/**
 * When somebody but keyturn last used the key, as far as IAM tells. keyturn's own verification of a key it made is no
 * use; one that falls into the half hour after it cannot be told apart from it.
 */
export const usedByOwnerAt = (view: View, { id, lastUsedAt }: Key): Instant | undefined => {
  const verdict = recordOf(view, id)?.verdict;
  if (verdict?.kind !== 'verified') return lastUsedAt;
  return lastUsedAt !== undefined && lastUsedAt > plus(verdict.at, ADOPTED_AFTER) ? lastUsedAt : undefined;
};

/** True when the key was used within `quietDays`, as far as IAM tells. */
export const isInUse = (view: View, key: Key): boolean => {
  const used = usedByOwnerAt(view, key);
  return used !== undefined && view.now < plus(used, view.policy.quietDays * DAY);
};

/**
 * Whether an owner fetched the key. Secrets Manager tells the day alone, so that a read on the day of our own may be
 * ours, and one of a replica is not seen at all.
 */
export const isCollected = (view: View, id: AccessKeyId): 'yes' | 'no' | 'unknown' => {
  const record = recordOf(view, id);
  if (record?.verdict.kind !== 'verified') return 'unknown';
  const { at, readByOwner } = record.verdict;
  if (record.lastReadOn === undefined) return readByOwner || view.secret?.replicas !== undefined ? 'unknown' : 'no';
  return Math.floor(record.lastReadOn / DAY) > Math.floor(at / DAY) ? 'yes' : 'unknown';
};

/** How often this step was undone, as far as it is one and the same fight. */
export const undoings = ({ secret, now }: Pick<View, 'secret' | 'now'>, what: Undoable): number => {
  const undoing = secret?.undone.get(what);
  if (undoing === undefined) return 0;
  return undoing.count < UNDONE_OFTEN && now > plus(undoing.lastAt, UNDOING_LAPSES) ? 0 : undoing.count;
};

/**
 * True for an empty secret that keyturn itself scheduled for deletion, since AWS denied it the key: nobody ever stored
 * anything there.
 */
export const isTakenBack = (secret: SecretState | undefined): boolean =>
  secret?.deletionAt !== undefined &&
  secret.denied !== undefined &&
  secret.current === 'placeholder' &&
  [...secret.records.values()].every(({ storage }) => storage.kind === 'none');

export const nothing = (reason: ReasonCode, facts: Facts = {}, until?: Instant): Plan => ({
  step: { kind: 'NOTHING' },
  reason,
  facts,
  ...(until === undefined ? {} : { until }),
});

/** Nothing until then, with the days that are left among the facts. */
export const waitUntil = (view: View, reason: ReasonCode, until: Instant, facts: Facts = {}): Plan =>
  nothing(reason, { ...facts, leftDays: daysUntil(until, view.now) }, latest(until, view.now));

/** Since when this key is noted as deactivated, or as being deactivated by a request whose answer never came. */
export const offNotedAt = ({ inactiveSince, deactivatingAt }: Notes): Instant | undefined =>
  inactiveSince ?? deactivatingAt;

/**
 * For an active key: forget its retirement, if one is noted. A status read right after a deactivation may be stale, so
 * a young note is left to the next run. Where only the request is noted, nobody can tell whether it came too late, was
 * lost, or was taken back by a person: no warning from before it counts any more.
 */
export const unNote = (view: View, key: AccessKeyId): Plan | undefined => {
  const notes = recordOf(view, key)?.notes ?? {};
  const since = offNotedAt(notes);
  if (since === undefined || view.now <= plus(since, LEASE)) return undefined;
  const reason = notes.inactiveSince === undefined ? 'deactivation-in-doubt' : 'human-reactivated';
  return { step: { kind: 'UN_NOTE', key }, reason, facts: { key } };
};
