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

/** A rule under the name that `keyturn explain` gives it, and what it asks of a user, in one sentence. */
interface NamedRule {
  readonly name: string;
  readonly asks: string;
  readonly decide: Rule;
}

/** The first rule that matches decides. The order is part of the protocol: see docs/architecture.md. */
const rules = [
  {
    name: 'stop',
    asks: 'must the user be left alone: exempt, held, or in an account that is not active?',
    decide: stop,
  },
  {
    name: 'restore-secret',
    asks: 'is the secret scheduled for deletion, or is another run at work on it?',
    decide: restoreSecret,
  },
  { name: 'repair-policy', asks: "did somebody change the secret's policy?", decide: repairPolicy },
  { name: 'update-policy', asks: "is the secret's policy one of an earlier form?", decide: updatePolicy },
  { name: 'prove-writer', asks: 'is it still to be shown that keyturn can write to the secret?', decide: proveWriter },
  { name: 'settle-pending', asks: 'is a stored key neither promoted nor given up?', decide: settlePending },
  { name: 'changed-policy', asks: "was the secret's policy changed again and again?", decide: changedPolicy },
  { name: 'tell-owner', asks: 'is the owner to be told of the new key?', decide: tellOwner },
  { name: 'note-times', asks: 'is the time of a deactivation still to be noted, or void?', decide: noteTimes },
  { name: 'tell-of-acts', asks: 'is the owner to be told what was done to a key?', decide: tellOfActs },
  { name: 'retire-orphan', asks: 'was the secret access key of a key of keyturn lost?', decide: retireOrphan },
  { name: 'retire-predecessor', asks: 'is there an old key that another one replaced?', decide: retirePredecessor },
  { name: 'forget-gone', asks: 'does the secret name keys that are gone?', decide: forgetGone },
  { name: 'rotate', asks: 'is the only active key due, or asked for, and a slot free?', decide: rotate },
  { name: 'free-slot', asks: 'is a new key wanted, or a deletion, where both slots are taken?', decide: freeSlot },
] as const satisfies readonly NamedRule[];

/** What may take the place of that which a rule decided, in this order. Returns the very plan that it leaves. */
const limits = [
  {
    name: 'under-force',
    asks: 'did a person ask for a new key, and for nothing else?',
    limit: (decided: Plan, view: View): Plan => underForce(view, decided),
  },
  {
    name: 'within-allowance',
    asks: "is today's share used up, the breaker open, or are new keys denied here?",
    limit: (decided: Plan, view: View): Plan => withinAllowance(decided, view),
  },
  {
    name: 'secret-back',
    asks: 'must an empty secret be restored first?',
    limit: (decided: Plan, view: View): Plan => withSecretBack(decided, view),
  },
] as const;

/** Where no rule decided. */
const REST = { name: 'rest', asks: 'is there nothing to do?' } as const;

/** How a rule is called where a plan is explained. */
export type RuleName = (typeof rules)[number]['name'] | (typeof limits)[number]['name'] | (typeof REST)['name'];

/** One rule that was asked, and whether it `decided`, `passed`, or `changed` what another one had decided. */
export interface AskedRule {
  readonly name: RuleName;
  readonly asks: string;
  readonly answer: 'passed' | 'decided' | 'changed';
}

/** A plan, and each rule that was asked for it, in order. */
export interface ExplainedPlan {
  readonly plan: Plan;
  readonly asked: readonly AskedRule[];
}

/**
 * The one next step for one user, and why. Pure: the same facts give the same plan.
 * Nothing is planned beyond the account's allowance for today.
 */
export const plan = (observation: Observation, policy: Policy, now: Instant): Plan =>
  explainPlan(observation, policy, now).plan;

/** The plan, with each rule that was asked up to the one that decided, and each limit that changed what it decided. */
export const explainPlan = (observation: Observation, policy: Policy, now: Instant): ExplainedPlan => {
  const view = viewOf(observation, policy, now);
  const asked: AskedRule[] = [];
  for (const { name, asks, decide } of rules) {
    const decided: Plan | undefined = decide(view);
    // Whoever asks for a new key is not answered with a mail about the last one, where there is room for the new.
    if (decided && !(observation.forced && view.keys.length < 2 && isNotice(decided.step)))
      return limited(view, decided, [...asked, { name, asks, answer: 'decided' }]);
    asked.push({ name, asks, answer: 'passed' });
  }
  return { plan: noStep(view), asked: [...asked, { ...REST, answer: 'decided' }] };
};

const limited = (view: View, decided: Plan, asked: readonly AskedRule[]): ExplainedPlan =>
  limits.reduce<ExplainedPlan>(
    (before, { name, asks, limit }) => {
      const left = limit(before.plan, view);
      return left === before.plan
        ? before
        : { plan: left, asked: [...before.asked, { name, asks, answer: 'changed' }] };
    },
    { plan: decided, asked },
  );

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
