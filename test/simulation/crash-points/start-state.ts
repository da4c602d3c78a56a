import { defaultPolicy, type Policy } from '../../../src/core/policy.ts';
import type { Habits, Inhabitant, RunSpec, Story, StoryEvent, Trouble } from '../schedule/schedule.ts';
import type { End } from './ends.ts';
import type { Mishap } from './mishap.ts';

/** A story of which one run is broken, at each of its requests in turn. */
export interface StartState {
  readonly name: string;
  readonly story: Story;
  /** Which event is that run; without it, the last one. */
  readonly broken?: number;
  readonly ends: End;
}

export const brokenEvent = ({ broken, story }: StartState): number => broken ?? story.events.length - 1;

/** The same, and whoever started the run starts another 12 minutes later: claims of the dead are not over then. */
export const triedAgain = (state: StartState): StartState => {
  const broken = brokenEvent(state);
  const event = state.story.events[broken];
  const again = event?.kind === 'run' ? [runAt(event.at + 0.2, { ...event.run, troubles: [] })] : [];
  const events = [...state.story.events.slice(0, broken + 1), ...again, ...state.story.events.slice(broken + 1)];
  return { ...state, name: `${state.name}, tried again`, story: { ...state.story, events }, broken };
};

/** When others come after a run that sleeps, in minutes: while its claim stands, once that is over, once a stored key is given up. */
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
  const { story } = state;
  const broken = brokenEvent(state);
  const event = story.events[broken];
  const others =
    event?.kind === 'run'
      ? OTHERS.map((minutes) => runAt(event.at + minutes / 60, { ...event.run, troubles: [] }))
      : [];
  const events = [...story.events, ...others].toSorted((a, b) => a.at - b.at);
  return {
    ...state,
    name: `${state.name}, among others`,
    story: { ...story, events, world: { ...story.world, latencyMs: 2_000 }, calmFrom: (events.at(-1)?.at ?? 0) + 22 },
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
};

/** One key, due, and an application that takes the new one over within hours. */
export const alice: Inhabitant = {
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
  troubles: [],
};

/** The day's run at this hour. */
export const runAt = (at: number, spec: Partial<RunSpec> = {}): StoryEvent => ({
  kind: 'run',
  at,
  run: { ...daily, ...spec },
});

/** Runs of the first `days` days, an hour after midnight of the story. */
export const days = (count: number, spec: Partial<RunSpec> = {}): readonly StoryEvent[] =>
  Array.from({ length: count }, (_, day) => runAt(1 + 24 * day, spec));

/** What breaks a run at an operation, wherever in the run that comes. */
export const at = (operation: string, fault: Trouble['fault'], from = 0): Pick<RunSpec, 'troubles'> => ({
  troubles: [{ fault, from, count: 1_000, operation }],
});

interface Given {
  readonly events: readonly StoryEvent[];
  readonly users?: readonly Inhabitant[];
  readonly policy?: Partial<Policy>;
  readonly world?: Partial<Habits>;
  readonly settings?: Story['settings'];
}

/** Quiet days come a day after the broken run: enough of them for a key to be given up, and a cycle after that. */
export const storyOf = ({ events, users = [alice], policy, world, settings = {} }: Given): Story => ({
  seed: 3,
  policy: { ...shortPolicy, ...policy },
  settings,
  world: { ...habits, ...world },
  users,
  events,
  calmFrom: (events.at(-1)?.at ?? 0) + 22,
  calm: 'full',
  calmDays: 16,
});
