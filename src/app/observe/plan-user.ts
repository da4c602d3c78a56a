import type { Allowance } from '../../core/observation.ts';
import type { Plan } from '../../core/plan.ts';
import { plan } from '../../core/plan.ts';
import { isDestructive } from '../../core/step.ts';
import type { AccountPace } from '../limits/pace.ts';
import type { Workplace } from './account-context.ts';
import { type Look, observe, type Sight } from './observe-user.ts';

/** What one look at one user led to. */
export interface Planned {
  readonly sight: Sight;
  readonly plan: Plan;
  readonly look: Look;
  /** From a report and a list, not from a live look. */
  readonly isGlimpse?: true;
}

/** Looks and decides. `undefined`: the user does not exist (any more). */
export const planUser = async (place: Workplace, userName: string, look: Look): Promise<Planned | undefined> => {
  const sight = await observe(place, userName, look);
  return sight && { sight, plan: plan(sight.observation, place.settings.policy, place.clock.now()), look };
};

/** The plan as it is, where its step is within today's share; otherwise what is left of it. */
export const withinPace = (place: Workplace, planned: Planned, pace: AccountPace): Planned => {
  const { step } = planned.plan;
  if (isDestructive(step)) return pace.retire() ? planned : underAllowance(place, planned, 'spent');
  // Whoever asks for one rotation gets it.
  if (step.kind !== 'ROTATE' || planned.look.forced || pace.rotate()) return planned;
  return underAllowance(place, planned, 'rotations-spent');
};

/** The same look, planned again under what is left of today's share. */
export const underAllowance = (place: Workplace, { sight, look }: Planned, allowance: Allowance): Planned => {
  const observation = { ...sight.observation, allowance };
  return {
    sight: { ...sight, observation },
    plan: plan(observation, place.settings.policy, place.clock.now()),
    look: { ...look, allowance },
  };
};
