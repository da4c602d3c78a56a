import { LEASE, UNDONE_OFTEN } from '../limits.ts';
import { plus } from '../time.ts';
import { isTakenBack, nothing, type Rule, undoings } from '../view.ts';

/**
 * Rule 1: a secret that is scheduled for deletion is restored, with all its versions, unless it is an empty one that
 * keyturn took back; then another worker's claim is respected.
 */
export const restoreSecret: Rule = (view) => {
  const { secret, now } = view;
  if (secret?.deletionAt !== undefined && !isTakenBack(secret)) {
    const count = undoings(view, 'RESTORE_SECRET') + 1;
    return count >= UNDONE_OFTEN
      ? nothing('undone-again', { what: 'the secret, which is scheduled for deletion again', count })
      : { step: { kind: 'RESTORE_SECRET' }, reason: 'secret-scheduled-for-deletion', facts: {} };
  }
  return secret?.claim === 'busy' ? nothing('busy', {}, plus(now, LEASE)) : undefined;
};
