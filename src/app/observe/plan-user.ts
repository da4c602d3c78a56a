import type { Allowance } from '../../core/observation.ts';
import type { Plan } from '../../core/plan.ts';
import { plan } from '../../core/plan.ts';
import { isDestructive } from '../../core/step.ts';
import type { AccountPace } from '../limits/pace.ts';
import type { AccountContext } from './account-context.ts';
import { type ObserveOptions, observe, type UserSnapshot } from './observe-user.ts';

/** What one look at one user led to. */
export interface Planned {
  readonly snapshot: UserSnapshot;
  readonly plan: Plan;
  readonly options: ObserveOptions;
  /** From a report and a list, not from a live look. */
  readonly isFromReport?: true;
}

/** Looks and decides. `undefined`: the user does not exist (any more). */
export const planUser = async (
  context: AccountContext,
  userName: string,
  options: ObserveOptions,
): Promise<Planned | undefined> => {
  const snapshot = await observe(context, userName, options);
  return (
    snapshot && { snapshot, plan: plan(snapshot.observation, context.settings.policy, context.clock.now()), options }
  );
};

/** The plan as it is, where its step is within today's share; otherwise what is left of it. */
export const withinPace = (context: AccountContext, planned: Planned, pace: AccountPace): Planned => {
  const { step } = planned.plan;
  if (isDestructive(step)) return pace.retire() ? planned : underAllowance(context, planned, 'spent');
  // Whoever asks for one rotation gets it.
  if (step.kind !== 'ROTATE' || planned.options.forced || pace.rotate()) return planned;
  return underAllowance(context, planned, 'rotations-spent');
};

/** The same look, planned again under what is left of today's share. */
export const underAllowance = (
  context: AccountContext,
  { snapshot, options }: Planned,
  allowance: Allowance,
): Planned => {
  const observation = { ...snapshot.observation, allowance };
  return {
    snapshot: { ...snapshot, observation },
    plan: plan(observation, context.settings.policy, context.clock.now()),
    options: { ...options, allowance },
  };
};
