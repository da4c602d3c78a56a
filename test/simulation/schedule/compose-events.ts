import type { Chance } from '../random.ts';
import { composeEarly, composeFaults } from './compose-faults.ts';
import { nightlyActs, personActs, type RunSpec, type ScheduleEvent, type Somebody, worldChanges } from './schedule.ts';

interface Frame {
  readonly users: number;
  readonly isLong: boolean;
}

/** The stormy days: runs at odd hours, some at once, some repeated in a hurry; people; and what AWS itself does. */
export const composeEvents = (
  chance: Chance,
  { users, isLong }: Frame,
): { readonly events: readonly ScheduleEvent[]; readonly settlesFrom: number } => {
  const events: ScheduleEvent[] = [];
  const rounds = isLong ? 4 + chance.below(5) : chance.pick([1, 1, 1, 1, 2]);
  let hour = 1;
  for (let round = 0; round < rounds; round += 1) {
    events.push(...composeRound(chance, { hour, users, round }));
    hour += chance.pick([8, 14, 20, 24, 24, 26, 40]);
  }
  if (isLong && chance.is(0.3)) events.push(...composeNights(chance, { users, until: hour }));
  return { events: events.toSorted((a, b) => a.at - b.at), settlesFrom: hour };
};

/** Infrastructure code, or a script, that puts things back as it knows them, every night. */
const composeNights = (
  chance: Chance,
  { users, until }: { readonly users: number; readonly until: number },
): ScheduleEvent[] => {
  const act = { action: chance.pick(nightlyActs), user: chance.below(users), pick: chance.below(1_000_000) };
  const nights: ScheduleEvent[] = [];
  for (let hour = 20; hour < until; hour += 24) nights.push({ kind: 'person', at: hour, ...act });
  return nights;
};

const composeRound = (
  chance: Chance,
  { hour, users, round }: { readonly hour: number; readonly users: number; readonly round: number },
): ScheduleEvent[] => {
  const events: ScheduleEvent[] = [];
  if (round > 0 && chance.is(0.2))
    events.push({ kind: 'person', at: hour - 1 - chance.below(5), ...somebody(chance, users) });
  if (chance.is(0.07))
    events.push({ kind: 'world', at: hour - 0.1, change: chance.pick(worldChanges), hours: chance.pick([3, 30, 70]) });
  const isStormy = chance.is(0.7);
  const run = (isSettling = false): RunSpec => composeRun(chance, { users, isSettling });
  events.push({ kind: 'run', at: hour, run: run(!isStormy) });
  if (chance.is(0.17)) events.push({ kind: 'run', at: hour + chance.pick([0, 0, 0.01, 0.3]), run: run() });
  if (chance.is(0.03)) events.push(...threeForced(chance, hour, users));
  // A scheduler that tries again where a run failed.
  if (isStormy && chance.is(0.85))
    for (let again = 6 + chance.below(11); again > 0; again -= 1)
      events.push({ kind: 'run', at: hour + again * chance.pick([0.1, 0.25, 0.7]), run: hurried(chance, run()) });
  return events;
};

const composeRun = (
  chance: Chance,
  { users, isSettling }: { readonly users: number; readonly isSettling: boolean },
): RunSpec => ({
  mode: chance.is(0.03) ? 'plan' : 'apply',
  isNarrow: chance.is(0.8),
  isNamed: chance.is(0.7),
  ...(chance.is(0.12) ? { user: chance.below(users), isForced: chance.is(0.6) } : {}),
  discovery: chance.is(0.08) ? 'report' : 'list',
  ...(chance.is(0.04) ? { skewMs: chance.pick([4, -4, 4.9, 20, -1_440, 43_200]) * 60_000 } : {}),
  ...(chance.is(0.03) ? { leftMs: chance.pick([20, 62, 90, 130]) * 1_000 } : {}),
  jitter: chance.below(1_000_000),
  plannedFaults: isSettling ? [] : composeFaults(chance, (people) => somebody(people, users)),
});

/** Fails early, most of the time. */
const hurried = (chance: Chance, run: RunSpec): RunSpec => ({
  ...run,
  plannedFaults: chance.is(0.1) ? run.plannedFaults : composeEarly(chance),
});

/** One event, delivered three times. */
const threeForced = (chance: Chance, hour: number, users: number): ScheduleEvent[] => {
  const user = chance.below(users);
  return [0, 0, chance.pick([0, 0.02, 0.6])].map((later) => ({
    kind: 'run',
    at: hour + 2 + later,
    run: {
      mode: 'apply',
      user,
      isForced: true,
      event: `${hour}`,
      discovery: 'list',
      jitter: chance.below(1_000_000),
      plannedFaults: [],
    },
  }));
};

export const somebody = (chance: Chance, users: number): Somebody => ({
  action: chance.pick(personActs),
  user: chance.below(users),
  pick: chance.below(1_000_000),
});
