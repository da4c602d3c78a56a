import type { Allowance } from '../../core/observation.ts';
import type { Plan } from '../../core/plan.ts';
import { plan } from '../../core/plan.ts';
import { isDestructive } from '../../core/step.ts';
import type { AccountPace } from '../limits/pace.ts';
import { freeTurn, type Turn } from '../limits/turns.ts';
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

/** A plan within today's share, and the place in it that its step has; nothing is counted for any other step. */
export interface PacedPlan {
  readonly planned: Planned;
  /** `undefined`: the share had no place left, and the plan is what is left of it. */
  readonly turn: Turn | undefined;
}

/** The plan as it is, where its step is within today's share; otherwise what is left of it. */
export const withinPace = async (context: AccountContext, planned: Planned, pace: AccountPace): Promise<PacedPlan> => {
  const turn = await turnFor(planned, pace);
  if (typeof turn !== 'string') return { planned, turn };
  return { planned: underAllowance(context, planned, turn), turn: undefined };
};

const turnFor = async (
  { plan: { step }, options, snapshot }: Planned,
  pace: AccountPace,
): Promise<Turn | Allowance> => {
  if (isDestructive(step)) return pace.retire();
  // Whoever asks for one rotation gets it.
  return step.kind === 'ROTATE' && !options.forced ? pace.rotate(snapshot.user) : freeTurn;
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
