import { keyturn } from '../actors/keyturn.ts';
import type { Rotator } from '../actors/worker.ts';
import { type Played, play } from '../play.ts';
import type { PlannedFault, Schedule, ScheduleEvent } from '../schedule/schedule.ts';
import { wrongsOf } from './ends.ts';
import type { Mishap } from './mishap.ts';
import type { StartState } from './start-state.ts';

/** What can happen at the boundary between keyturn and AWS. */
export const crashFaults: readonly PlannedFault['fault'][] = [
  'crash-before',
  'crash-after',
  'error',
  'lost',
  'throttle',
];

/** One request of one run: the run by its place among the story's events, the request counted from 0. */
export interface Break extends Mishap {
  readonly event: number;
  readonly nth: number;
}

export interface Judged {
  /** How many there were, those of the state itself too: a run may be too short to meet a break. */
  readonly faults: number;
  readonly failure: string | undefined;
  readonly played: Played;
}

/** Plays a state with these requests broken, on to its end, and says what is wrong then. */
export const playPoint = async (
  state: StartState,
  breaks: readonly Break[],
  { isTold = false, rotator = keyturn }: { readonly isTold?: boolean; readonly rotator?: Rotator } = {},
): Promise<Judged> => {
  const played = await play(broken(state.schedule, breaks), rotator, isTold);
  const { violation, environment } = played;
  const [wrong] = violation ? [`${violation.invariant}: ${violation.message}`] : wrongsOf(environment, state.ends);
  return { faults: played.counters.faults, failure: wrong, played };
};

/** The same story; what was wrong in it already, to bring its state about, comes after the new breaks. */
const broken = (schedule: Schedule, breaks: readonly Break[]): Schedule => ({
  ...schedule,
  events: schedule.events.map((event, index) =>
    withFaults(
      event,
      breaks.filter(({ event: at }) => at === index),
    ),
  ),
});

const withFaults = (event: ScheduleEvent, breaks: readonly Break[]): ScheduleEvent => {
  if (event.kind !== 'run' || breaks.length === 0) return event;
  const plannedFaults: readonly PlannedFault[] = breaks.map(({ event: _, nth, ...mishap }) => ({
    ...mishap,
    from: nth,
    count: 1,
  }));
  return { ...event, run: { ...event.run, plannedFaults: [...plannedFaults, ...event.run.plannedFaults] } };
};
