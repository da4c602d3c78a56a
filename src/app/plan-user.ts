import type { Allowance } from '../core/observation.ts';
import type { Plan } from '../core/plan.ts';
import { plan } from '../core/plan.ts';
import { type Look, observe, type Sight } from './observe.ts';
import type { Workplace } from './workplace.ts';

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

/** The same look, planned again under what is left of today's share. */
export const underAllowance = (place: Workplace, { sight, look }: Planned, allowance: Allowance): Planned => {
  const observation = { ...sight.observation, allowance };
  return {
    sight: { ...sight, observation },
    plan: plan(observation, place.settings.policy, place.clock.now()),
    look: { ...look, allowance },
  };
};
