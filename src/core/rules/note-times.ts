import type { Key } from '../keys.ts';
import { endOf } from '../time.ts';
import type { Plan, Rule, View } from '../view.ts';
import { recordOf, unNote, waitUntil } from '../view.ts';
import { isDeletableByPolicy } from './policy-targets.ts';

/**
 * Rule 4: an inactive key on its way out has its time noted; one that a human re-activated has its clocks started
 * again.
 */
export const noteTimes: Rule = (view) => {
  for (const key of view.keys) {
    const plan = key.status === 'Active' ? unNote(view, key.id) : isLeaving(view, key) ? unnoted(view, key) : undefined;
    if (plan) return plan;
  }
  return undefined;
};

const isLeaving = (view: View, key: Key): boolean => view.predecessors.includes(key) || isDeletableByPolicy(view, key);

const unnoted = (view: View, key: Key): Plan | undefined => {
  const since = recordOf(view, key.id)?.notes.inactiveSince;
  if (since !== undefined && (key.lastUsedAt === undefined || key.lastUsedAt <= since)) return undefined;
  // A use ahead of our clock: a note of now would be older than it, and would be written again.
  if (key.lastUsedAt !== undefined && key.lastUsedAt > view.now)
    return waitUntil(view, 'waiting-recovery', endOf(key.lastUsedAt, view.policy.recoveryGraceDays));
  return {
    step: { kind: 'NOTE', key: key.id, fact: 'inactiveSince' },
    reason: 'time-not-noted',
    facts: { key: key.id },
  };
};
