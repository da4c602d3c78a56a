import type { Key } from '../keys.ts';
import { isActive } from '../keys.ts';
import { isForeign, isRotationWanted, notesOf, type View } from '../view.ts';

/** An inactive foreign key that a setting of the organization allows keyturn to delete in the end. */
export const isDeletableForeign = (view: View, key: Key): boolean =>
  !isActive(key) && isForeign(view, key) && mayBeDeleted(view, key);

const mayBeDeleted = (view: View, key: Key): boolean => {
  // A predecessor has its own rule and its own guard.
  if (view.predecessors.includes(key)) return false;
  if (wasRetiredByPolicy(view, key)) return true;
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
 * We warned of it and deactivated it ourselves, by a setting that still stands. Not for a successor that is gone now:
 * then the old key may be the one to go back to, as any may be for a user who has no active key left.
 */
const wasRetiredByPolicy = (view: View, key: Key): boolean => {
  const { warnedAt, inactiveSince } = notesOf(view, key);
  if (warnedAt === undefined || inactiveSince === undefined || wasReplaced(view, key)) return false;
  const { unusedKeys, twoKeys } = view.policy;
  return (
    (unusedKeys === 'retire' && key.lastUsedAt === undefined) || (twoKeys === 'retire-idle' && view.active.length > 0)
  );
};

/** Also by a key that is gone. */
export const wasReplaced = ({ secret }: View, { id }: Key): boolean =>
  secret !== undefined && [...secret.records.values()].some(({ replaces }) => replaces === id);
