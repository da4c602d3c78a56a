import type { Schedule, ScheduleEvent } from './schedule.ts';

/** Names of what can be left out of a story: users (`u0`), events (`e3`), and what goes wrong in a run (`e3.1`). */
export const partsOf = (schedule: Schedule): readonly string[] => [
  ...(schedule.users.length > 1 ? schedule.users.map((_, index) => `u${index}`) : []),
  ...schedule.events.flatMap((event, index) => [
    `e${index}`,
    ...(event.kind === 'run' ? event.run.plannedFaults.map((_, nth) => `e${index}.${nth}`) : []),
  ]),
];

/** The same story without these parts; what is left keeps its name. */
export const without = (schedule: Schedule, left: ReadonlySet<string>): Schedule => ({
  ...schedule,
  users: schedule.users.map((user, index) => (left.has(`u${index}`) ? { ...user, keys: [], applications: [] } : user)),
  events: schedule.events.flatMap((event, index) => (left.has(`e${index}`) ? [] : [thinned(event, index, left)])),
});

const thinned = (event: ScheduleEvent, index: number, left: ReadonlySet<string>): ScheduleEvent => {
  if (event.kind !== 'run') return event;
  const plannedFaults = event.run.plannedFaults.filter((_, nth) => !left.has(`e${index}.${nth}`));
  return { ...event, run: { ...event.run, plannedFaults } };
};
