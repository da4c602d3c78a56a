import type { Allowance } from '../../core/observation.ts';
import type { Plan } from '../../core/plan.ts';
import { plan } from '../../core/plan.ts';
import { isDestructive } from '../../core/step.ts';
import type { AccountPace } from '../limits/pace.ts';
import type { AccountContext } from './account-context.ts';
import { type ObserveOptions, observe, type ReportedSnapshot, type UserSnapshot } from './observe-user.ts';

/** What one look at one user led to. */
export type Planned = LivePlan | ReportedPlan;

interface PlannedOptions {
  readonly plan: Plan;
  readonly options: ObserveOptions;
}

/** From a live look: it may be told to somebody, and a step may act on it. */
export interface LivePlan extends PlannedOptions {
  readonly snapshot: UserSnapshot;
  readonly isFromReport: false;
}

/** From a report and a list. */
export interface ReportedPlan extends PlannedOptions {
  readonly snapshot: ReportedSnapshot;
  readonly isFromReport: true;
}

/** Looks and decides. `undefined`: the user does not exist (any more). */
export const planUser = async (
  context: AccountContext,
  userName: string,
  options: ObserveOptions,
): Promise<LivePlan | undefined> => {
  const snapshot = await observe(context, userName, options);
  return snapshot && planSnapshot(context, snapshot, options);
};

/** Decides on what was seen live. */
export const planSnapshot = (
  { settings, clock }: AccountContext,
  snapshot: UserSnapshot,
  options: ObserveOptions,
): LivePlan => ({
  snapshot,
  plan: plan(snapshot.observation, settings.policy, clock.now()),
  options,
  isFromReport: false,
});

/** The plan as it is, where its step is within today's share; otherwise what is left of it. */
export const withinPace = (context: AccountContext, planned: Planned, pace: AccountPace): Planned => {
  const { step } = planned.plan;
  if (isDestructive(step)) return pace.retire() ? planned : underAllowance(context, planned, 'spent');
  // Whoever asks for one rotation gets it.
  if (step.kind !== 'ROTATE' || planned.options.forced || pace.rotate()) return planned;
  return underAllowance(context, planned, 'rotations-spent');
};

/** The same look, planned again under what is left of today's share. */
export const underAllowance = (context: AccountContext, planned: Planned, allowance: Allowance): Planned => {
  const observation = { ...planned.snapshot.observation, allowance };
  const again = {
    plan: plan(observation, context.settings.policy, context.clock.now()),
    options: { ...planned.options, allowance },
  };
  return planned.isFromReport
    ? { ...again, snapshot: { ...planned.snapshot, observation }, isFromReport: true }
    : { ...again, snapshot: { ...planned.snapshot, observation }, isFromReport: false };
};
