import type { Key } from '../keys.ts';
import { isActive } from '../keys.ts';
import type { Instant } from '../time.ts';
import { isForeign, isRotationWanted, notesOf, usedByOwnerAt, type View } from '../view.ts';

/** An inactive key that no successor replaced, and that a setting of the organization allows keyturn to delete. */
export const isDeletableByPolicy = (view: View, key: Key): boolean =>
  !isActive(key) &&
  !view.predecessors.includes(key) &&
  (isForeign(view, key) ? mayBeDeleted(view, key) : wasRetiredByPolicy(view, key));

const mayBeDeleted = (view: View, key: Key): boolean => {
  if (wasRetiredByPolicy(view, key)) return true;
  if (isNamedByOthers(view, key)) return false;
  switch (view.policy.inactiveKeys) {
    case 'delete':
      // Where its successor is gone, it may be the one to go back to.
      return view.active.length > 0 || !wasReplaced(view, key);
    case 'report':
      return false;
    case 'delete-when-blocking':
      return view.keys.length === 2 && view.active.length === 1 && isRotationWanted(view);
  }
};

/**
 * AWSCURRENT names a version that keyturn did not write, as in a secret that was taken over, and nobody reads it. Of
 * the keys that were there when it was written, the newest is taken for the one in it: whoever makes a key stores it
 * then.
 */
export const isNamedByOthers = ({ secret, keys }: Pick<View, 'secret' | 'keys'>, key: Key): boolean => {
  const at = secret?.foreignCurrentAt;
  return at !== undefined && keys.findLast(({ createdAt }) => createdAt <= at)?.id === key.id;
};

/**
 * We warned of it and deactivated it ourselves, by a setting that still stands. Not for a successor that is gone now:
 * then the old key may be the one to go back to, as any may be for a user who has no active key left.
 */
const wasRetiredByPolicy = (view: View, key: Key): boolean => {
  const { warned, deactivatedAt, inactiveSince } = notesOf(view, key);
  if (warned === undefined || inactiveSince === undefined || wasReplaced(view, key)) return false;
  // Keys of ours are off by other hands too: only what we did ourselves counts.
  if (!isForeign(view, key) && deactivatedAt === undefined) return false;
  const { unusedKeys, twoKeys } = view.policy;
  return view.active.length === 0
    ? unusedKeys === 'retire' && isUnusedSince(view, key, warned.at)
    : twoKeys === 'retire-idle' || (unusedKeys === 'retire' && usedByOwnerAt(view, key) === undefined);
};

/** Nobody used it since its owner was warned. */
const isUnusedSince = (view: View, key: Key, moment: number): boolean => {
  const used = usedByOwnerAt(view, key);
  return used === undefined || used <= moment;
};

/** Also by a key that is gone. */
export const wasReplaced = (view: Pick<View, 'secret' | 'keys'>, key: Key): boolean => {
  const lost = lostSuccessor(view);
  return (
    [...(view.secret?.records.values() ?? [])].some(({ replaces }) => replaces === key.id) ||
    (lost !== undefined && key.createdAt < lost.at)
  );
};

/**
 * AWSCURRENT names a key of ours that somebody deleted, stored then. Whatever key is older was there before it: the
 * label that says so goes over to the next successor, and is lost with that one.
 */
export const lostSuccessor = ({
  secret,
  keys,
}: Pick<View, 'secret' | 'keys'>): { readonly at: Instant } | undefined => {
  const lost = secret?.records.get(secret.current as Key['id']);
  if (lost === undefined || lost.storage.kind !== 'stored' || keys.some(({ id }) => id === lost.id)) return undefined;
  return lost.storage;
};
