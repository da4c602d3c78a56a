import { nothing, type Rule } from '../view.ts';

/**
 * Rule 1: a secret that is scheduled for deletion is restored, with all its versions; then another worker's claim is
 * respected.
 */
export const restoreSecret: Rule = ({ secret }) => {
  if (secret?.deletionAt !== undefined)
    return { step: { kind: 'RESTORE_SECRET' }, reason: 'secret-scheduled-for-deletion', facts: {} };
  return secret?.claim === 'busy' ? nothing('busy') : undefined;
};
