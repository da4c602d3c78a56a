import { defaultPolicy, type Policy } from '../../../src/core/policy.ts';
import type { Habits, PlannedFault, RunSpec, Schedule, ScheduledUser, ScheduleEvent } from '../schedule/schedule.ts';
import type { End } from './ends.ts';
import type { Mishap } from './mishap.ts';

/** A story of which one run is broken, at each of its requests in turn. */
export interface StartState {
  readonly name: string;
  readonly schedule: Schedule;
  /** Which event is that run; without it, the last one. */
  readonly broken?: number;
  readonly ends: End;
}

export const brokenEvent = ({ broken, schedule }: StartState): number => broken ?? schedule.events.length - 1;

/** The same, with the secrets in the account that keyturn runs in. */
export const inOneAccount = (state: StartState): StartState => ({
  ...state,
  name: `${state.name}, with all secrets in one account`,
  schedule: { ...state.schedule, isCentral: true },
});

/** The same, and whoever started the run starts another 12 minutes later: claims of the dead are not over then. */
export const triedAgain = (state: StartState): StartState => {
  const broken = brokenEvent(state);
  const event = state.schedule.events[broken];
  const again = event?.kind === 'run' ? [runAt(event.at + 0.2, { ...event.run, plannedFaults: [] })] : [];
  const events = [...state.schedule.events.slice(0, broken + 1), ...again, ...state.schedule.events.slice(broken + 1)];
  return { ...state, name: `${state.name}, tried again`, schedule: { ...state.schedule, events }, broken };
};

/** A person undoes what can be undone for the first user, where the run in question would have come. */
export const undoneIn = (state: StartState): StartState => {
  const broken = brokenEvent(state);
  const events = state.schedule.events.map((event, index) =>
    index === broken ? runAt(event.at, { user: 0, isUndo: true }) : event,
  );
  return { ...state, name: `${state.name}, undone`, schedule: { ...state.schedule, events }, broken };
};

/**
 * When others come after a run that sleeps, in minutes: while its claim stands, once that is over, once a stored key is
 * given up.
 */
const OTHERS = [12, 36.5, 24 * 60 + 37];

/** Sleeps that end while one of them is at work, and just after. */
export const sleeps: readonly Mishap[] = (['sleep', 'sleep-after'] as const).flatMap((fault) =>
  OTHERS.flatMap((minutes) => [
    { fault, minutes: minutes - 0.5 },
    { fault, minutes: minutes + 2 },
  ]),
);

/** The same, and others meanwhile; requests are slow, so that a run takes minutes and somebody may wake up in it. */
export const amongOthers = (state: StartState): StartState => {
  const { schedule } = state;
  const broken = brokenEvent(state);
  const event = schedule.events[broken];
  const others =
    event?.kind === 'run'
      ? OTHERS.map((minutes) => runAt(event.at + minutes / 60, { ...event.run, plannedFaults: [] }))
      : [];
  const events = [...schedule.events, ...others].toSorted((a, b) => a.at - b.at);
  return {
    ...state,
    name: `${state.name}, among others`,
    schedule: {
      ...schedule,
      events,
      world: { ...schedule.world, latencyMs: 2_000 },
      settlesFrom: (events.at(-1)?.at ?? 0) + 22,
    },
    broken,
  };
};

/** A cycle within a week; the next is not due before the story ends. What is left over, no policy clears away. */
export const shortPolicy: Policy = {
  ...defaultPolicy,
  warnDays: 1,
  installGraceDays: 1,
  recoveryGraceDays: 1,
  quietDays: 1,
  idleDays: 2,
  twoKeys: 'report',
};

export const DUE = 91;

const habits: Habits = {
  latencyMs: 50,
  newKeyLagMs: 8_000,
  lastUsedLagMs: 0,
  readLagMs: 0,
  trailDelayMs: 300_000,
  secretLagMs: 0,
};

/** One key, due, and an application that takes the new one over within hours. */
export const alice: ScheduledUser = {
  name: 'alice',
  keys: [{ ageDays: DUE, usedDaysAgo: 0.2 }],
  applications: [{ key: 0, everyDays: 0.2, adopt: 'at-once' }],
};

export const daily: RunSpec = {
  mode: 'apply',
  isNarrow: true,
  isNamed: true,
  discovery: 'list',
  jitter: 0,
  plannedFaults: [],
};

/** The day's run at this hour. */
export const runAt = (at: number, spec: Partial<RunSpec> = {}): ScheduleEvent => ({
  kind: 'run',
  at,
  run: { ...daily, ...spec },
});

/** Runs of the first `days` days, an hour after midnight of the story. */
export const days = (count: number, spec: Partial<RunSpec> = {}): readonly ScheduleEvent[] =>
  Array.from({ length: count }, (_, day) => runAt(1 + 24 * day, spec));

/** What breaks a run at an operation, wherever in the run that comes. */
export const at = (operation: string, fault: PlannedFault['fault'], from = 0): Pick<RunSpec, 'plannedFaults'> => ({
  plannedFaults: [{ fault, from, count: 1_000, operation }],
});

interface Given {
  readonly events: readonly ScheduleEvent[];
  readonly users?: readonly ScheduledUser[];
  readonly policy?: Partial<Policy>;
  readonly world?: Partial<Habits>;
  readonly settings?: Schedule['settings'];
}

/** Quiet days come a day after the broken run: enough of them for a key to be given up, and a cycle after that. */
export const scheduleOf = ({ events, users = [alice], policy, world, settings = {} }: Given): Schedule => ({
  seed: 3,
  policy: { ...shortPolicy, ...policy },
  settings,
  world: { ...habits, ...world },
  users,
  events,
  settlesFrom: (events.at(-1)?.at ?? 0) + 22,
  settling: 'full',
  settlingDays: 16,
});
