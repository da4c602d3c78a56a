import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import { forgetGone } from './rules/forget-gone.ts';
import { noteTimes } from './rules/note-times.ts';
import { noStep } from './rules/rest.ts';
import { restoreSecret } from './rules/restore-secret.ts';
import { freeSlot } from './rules/retire-by-policy.ts';
import { retireOrphan } from './rules/retire-orphan.ts';
import { retirePredecessor } from './rules/retire-predecessor.ts';
import { rotate } from './rules/rotate.ts';
import { settlePending } from './rules/settle-pending.ts';
import { stop } from './rules/stop.ts';
import { tellOwner } from './rules/tell-owner.ts';
import { isDestructive } from './step.ts';
import type { Instant } from './time.ts';
import { nothing, type Plan, type Rule, viewOf } from './view.ts';

/** The first rule that matches decides. The order is part of the protocol: see docs/architecture.md. */
const rules: readonly Rule[] = [
  stop,
  restoreSecret,
  settlePending,
  tellOwner,
  noteTimes,
  retireOrphan,
  retirePredecessor,
  forgetGone,
  rotate,
  freeSlot,
];

/**
 * The one next step for one user, and why. Pure: the same facts give the same plan.
 * Nothing is planned beyond the account's allowance for today.
 */
export const plan = (observation: Observation, policy: Policy, now: Instant): Plan => {
  const view = viewOf(observation, policy, now);
  for (const rule of rules) {
    const decided = rule(view);
    if (decided) return withinAllowance(decided, observation);
  }
  return noStep(view);
};

const withinAllowance = (decided: Plan, { allowance }: Observation): Plan => {
  const { step } = decided;
  if (allowance === 'rotations-spent') return step.kind === 'ROTATE' ? nothing('rotation-paced') : decided;
  if (allowance === 'free' || !isDestructive(step)) return decided;
  return nothing(allowance === 'spent' ? 'paced' : 'breaker-open');
};

export type { Plan } from './view.ts';
