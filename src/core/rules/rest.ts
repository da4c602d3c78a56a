import type { Key } from '../keys.ts';
import { daysUntil, endOf } from '../time.ts';
import { nothing, type Plan, type View } from '../view.ts';
import { oddCurrent } from './odd-current.ts';
import { wasReplaced } from './policy-targets.ts';
import { unexplainedKey } from './retire-orphan.ts';
import { toldAt, whyUntold } from './tell-owner.ts';

/** Rule 11: nothing, and why. */
export const noStep = (view: View): Plan => {
  const { keys, active, policy, now, observation } = view;
  const unexplained = unexplainedKey(observation);
  if (unexplained) return nothing('unexplained-key', { key: unexplained });
  if (keys.length === 0) return nothing('no-keys');
  const [oldest] = active.toSorted(byAge);
  if (oldest === undefined) return withoutActive(view);
  const odd = oddCurrent(view);
  if (odd) return odd;
  if (isUntold(view)) return nothing(whyUntold(view));
  const due = endOf(oldest.createdAt, policy.rotateAfterDays);
  return nothing('fresh', { dueInDays: daysUntil(due, now) });
};

const withoutActive = (view: View): Plan => {
  const stranded = view.keys.find((key) => wasReplaced(view, key));
  return stranded ? nothing('successor-gone', { key: stranded.id }) : nothing('no-active-key');
};

/** A notice that is still owed shows in every report, though no old key waits for it. */
const isUntold = ({ successor }: View): boolean =>
  successor?.key.status === 'Active' &&
  successor.record.verdict.kind === 'verified' &&
  toldAt(successor.record) === undefined;

const byAge = (a: Key, b: Key): number => a.createdAt - b.createdAt;
