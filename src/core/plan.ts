import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import { forgetGone } from './rules/forget-gone.ts';
import { freeSlot } from './rules/free-slot.ts';
import { changedPolicy, proveWriter, repairPolicy, updatePolicy } from './rules/keep-policy.ts';
import { noteTimes } from './rules/note-times.ts';
import { noStep } from './rules/rest.ts';
import { restoreSecret } from './rules/restore-secret.ts';
import { retireOrphan } from './rules/retire-orphan.ts';
import { retirePredecessor } from './rules/retire-predecessor.ts';
import { rotate } from './rules/rotate.ts';
import { settlePending } from './rules/settle-pending.ts';
import { stop } from './rules/stop.ts';
import { tellOfActs, tellOwner } from './rules/tell-owner.ts';
import { underForce } from './rules/under-force.ts';
import { isDestructive, isNotice } from './step.ts';
import { DAY, type Instant, plus } from './time.ts';
import { isTakenBack, nothing, type Plan, type Rule, type View, viewOf } from './view.ts';

/** The first rule that matches decides. The order is part of the protocol: see docs/architecture.md. */
const rules: readonly Rule[] = [
  stop,
  restoreSecret,
  repairPolicy,
  updatePolicy,
  proveWriter,
  settlePending,
  changedPolicy,
  tellOwner,
  noteTimes,
  tellOfActs,
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
    // Whoever asks for a new key is not answered with a mail about the last one, where there is room for the new.
    if (decided && !(observation.forced && view.keys.length < 2 && isNotice(decided.step)))
      return withSecretBack(withinAllowance(underForce(view, decided), view), view);
  }
  return noStep(view);
};

const withinAllowance = (decided: Plan, { now, observation: { allowance } }: View): Plan => {
  const { step } = decided;
  const tomorrow = plus(now, DAY);
  if (step.kind === 'ROTATE' && allowance === 'rotations-spent') return nothing('rotation-paced', {}, tomorrow);
  if (step.kind === 'ROTATE' && allowance === 'keys-denied') return nothing('keys-denied');
  if (allowance === 'rotations-spent' || allowance === 'keys-denied') return decided;
  if (allowance === 'free' || !isDestructive(step)) return decided;
  return allowance === 'spent' ? nothing('paced', {}, tomorrow) : nothing('breaker-open');
};

/** A rotation restores the empty secret by itself; for anything else there must be one to note it on. */
const withSecretBack = (decided: Plan, { secret }: View): Plan =>
  isTakenBack(secret) && decided.step.kind !== 'ROTATE' && decided.step.kind !== 'NOTHING'
    ? { step: { kind: 'RESTORE_SECRET' }, reason: 'secret-scheduled-for-deletion', facts: {} }
    : decided;

export type { Plan } from './view.ts';
