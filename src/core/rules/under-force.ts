import { isNotice, keyOf, type Step } from '../step.ts';
import { nothing, type Plan, recordOf, type View } from '../view.ts';

/**
 * What is left of a plan for a person who asked for a rotation: what leads to it, and otherwise why there is none now.
 * No other step is offered in its place.
 */
export const underForce = (view: View, plan: Plan): Plan => {
  if (!view.observation.forced) return plan;
  const { step, reason } = plan;
  if (!isBesides(view, step) && !(step.kind === 'NOTHING' && waits.has(reason))) return plan;
  // A mail may be about the new key, which is to stay.
  const inWay = view.predecessors[0]?.id ?? keyOf(step) ?? view.keys.find(({ id }) => id !== view.secret?.current)?.id;
  if (inWay === undefined || view.keys.length < 2) return plan;
  return nothing('no-free-slot', { key: inWay });
};

/** Not what settles a key that was given up: that one only stands in the way of the next. */
const isBesides = (view: View, step: Step): boolean => {
  if (step.kind === 'DEACTIVATE') return step.ground === 'predecessor' || step.ground === 'policy';
  if (step.kind !== 'NOTE' || step.fact !== 'inactiveSince') return isNotice(step);
  const record = recordOf(view, step.key);
  return record?.verdict.kind !== 'abandoned' && record?.storage.kind !== 'tombstone';
};

/** A date that is waited for is no answer to who wants a new key now. */
const waits: ReadonlySet<Plan['reason']> = new Set([
  'still-used',
  'waiting-install',
  'waiting-policy',
  'waiting-recovery',
  'waiting-warning',
  'overdue-no-slot',
]);
