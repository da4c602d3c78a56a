import { isActive, type Key } from '../keys.ts';
import { QUARANTINE, VERDICT_WAIT } from '../limits.ts';
import { type Instant, plus, wholeDays } from '../time.ts';
import {
  isForeign,
  isInUse,
  isRotationWanted,
  notesOf,
  nothing,
  offNotedAt,
  type Plan,
  type Rule,
  recordOf,
  usedByOwnerAt,
  type View,
  waitUntil,
} from '../view.ts';
import { askOwner } from './after-notice.ts';
import { oddCurrent } from './odd-current.ts';
import { isDeletableByPolicy, isNamedByOthers, wasReplaced } from './policy-targets.ts';
import { deleteByPolicy, idleAt, retireForOwnKey, retireIdle } from './retire-by-policy.ts';
import { unexplainedKey } from './retire-orphan.ts';

/** Rule 10: a rotation is wanted and there is no slot: a policy of the organization frees one, or a person must. */
export const freeSlot: Rule = (view) => {
  const { keys, active, successor } = view;
  const deletable = keys.find((key) => isDeletableByPolicy(view, key));
  if (deletable) return deleteByPolicy(view, deletable);
  if (!isRotationWanted(view) || active.length === 0) return undefined;
  const unsettled = keys.find((key) => isUnsettled(view, key));
  if (unsettled) return waitForSettling(view, unsettled);
  if (keys.length > 2) return nothing('third-key', { count: keys.length });
  const inactive = keys.find((key) => !isActive(key));
  if (inactive === undefined) return twoActive(view);
  if (isNamedByOthers(view, inactive)) return nothing('inactive-named', { key: inactive.id });
  if (inactive.id !== successor?.key.id) return nothing('inactive-key', { key: inactive.id });
  // An old key that somebody put there again is no new key that somebody switched off.
  const odd = wasReplaced(view, inactive) ? oddCurrent(view) : undefined;
  return odd ?? nothing('successor-inactive', { key: inactive.id });
};

const isUnsettled = (view: View, key: Key): boolean => {
  const record = recordOf(view, key.id);
  return record !== undefined && (record.pending || record.storage.kind === 'tombstone');
};

/** Rules 2 and 5 see to it: of an active key when its verdict is due, of an inactive one after a day. */
const waitForSettling = (view: View, key: Key): Plan => {
  const facts = { key: key.id };
  const since = offNotedAt(notesOf(view, key));
  if (since !== undefined)
    return waitUntil(view, isActive(key) ? 'verifying' : 'waiting-given-up', plus(since, QUARANTINE), facts);
  const storage = recordOf(view, key.id)?.storage;
  const at: Instant = storage === undefined || storage.kind === 'none' ? view.now : storage.at;
  return waitUntil(view, 'verifying', plus(at, VERDICT_WAIT), facts);
};

const twoActive = (view: View): Plan => {
  const { keys, observation } = view;
  const unexplained = unexplainedKey(observation);
  // CloudTrail tells of 90 days: a key that is older and idle goes by the same policy as any other.
  const isExplained = keys.some(
    (key) => key.id === unexplained && isForeign(view, key) && view.now >= idleAt(view, key),
  );
  if (unexplained && !isExplained) return nothing('unexplained-key', { key: unexplained });
  const odd = oddCurrent(view);
  if (odd) return odd;
  const undone = keys.find(({ id }) => recordOf(view, id)?.isUndone);
  if (undone) return nothing('undone-promotion', { key: undone.id });
  const inUse = keys.find((key) => isInUse(view, key));
  if (inUse === undefined) return askForIdle(view);
  const other = keys.find((key) => !isInUse(view, key));
  return other === undefined ? nothing('two-keys-in-use') : beside(view, other, inUse);
};

/** Neither is known to be in use: only a person knows which of them may go. */
const askForIdle = (view: View): Plan => {
  const [older] = view.keys;
  const plan = nothing('two-keys-idle');
  return older === undefined || view.secret === undefined ? plan : askOwner(view, older, plan);
};

/** One key is in use, and the other is not: a policy retires that one in time, or its owner is asked. */
const beside = (view: View, other: Key, inUse: Key): Plan => {
  if (view.policy.twoKeys === 'report') return nothing('two-keys', { key: other.id });
  if (isForeign(view, other))
    return view.now >= idleAt(view, other) ? retireIdle(view, other) : notIdleYet(view, other, inUse);
  const isCurrent = view.successor?.key === other && view.successor.record.storage.kind === 'stored';
  if (isCurrent && isForeign(view, inUse) && inUse.createdAt > other.createdAt)
    return retireForOwnKey(view, other, inUse);
  return askOwner(view, other, nothing('spare-key', factsOf(view, other)));
};

/** The owner may be half-way through a rotation of his own: a young key is never taken for idle. */
const notIdleYet = (view: View, other: Key, inUse: Key): Plan => {
  const isOwnRotation = usedByOwnerAt(view, other) === undefined && other.createdAt > inUse.createdAt;
  const facts = { ...factsOf(view, other), older: inUse.id };
  return askOwner(view, other, nothing(isOwnRotation ? 'own-rotation' : 'spare-key', facts, idleAt(view, other)));
};

const factsOf = (view: View, key: Key) => {
  const used = usedByOwnerAt(view, key);
  return {
    key: key.id,
    ageDays: wholeDays(key.createdAt, view.now),
    ...(used === undefined ? {} : { lastUsedDays: wholeDays(used, view.now) }),
  };
};
