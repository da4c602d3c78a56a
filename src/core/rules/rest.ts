import type { Key } from '../keys.ts';
import { daysUntil, endOf } from '../time.ts';
import { nothing, type Plan, type View } from '../view.ts';
import { unexplainedKey } from './bury-orphan.ts';

/** Rule 11: nothing, and why. */
export const rest = ({ keys, active, policy, now, observation }: View): Plan => {
  const unexplained = unexplainedKey(observation);
  if (unexplained) return nothing('unexplained-key', { key: unexplained });
  if (keys.length === 0) return nothing('no-keys');
  const [oldest] = active.toSorted(byAge);
  if (oldest === undefined) return nothing('no-active-key');
  const due = endOf(oldest.createdAt, policy.rotateAfterDays);
  return nothing('fresh', { dueInDays: daysUntil(due, now) });
};

const byAge = (a: Key, b: Key): number => a.createdAt - b.createdAt;
