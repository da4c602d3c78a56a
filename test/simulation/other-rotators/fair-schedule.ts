import { compose } from '../schedule/compose.ts';
import type { Schedule, ScheduleEvent } from '../schedule/schedule.ts';

/**
 * A story that asks no more of a rotator than any promises: each user has one key and one application, which takes a
 * new key over within hours; no people, no lags, one worker at a time. Faults of calls, and crashes, are left in.
 */
export const fairSchedule = (seed: number): Schedule => {
  const schedule = compose(seed);
  const { rotateAfterDays } = schedule.policy;
  return {
    ...schedule,
    settings: {},
    isCentral: false,
    world: { latencyMs: 50, newKeyLagMs: 8_000, lastUsedLagMs: 0, readLagMs: 0, trailDelayMs: 300_000, secretLagMs: 0 },
    users: schedule.users.map(({ name }) => ({
      name: name.replace(',', '.'),
      mayRead: true,
      keys: [{ ageDays: rotateAfterDays, usedDaysAgo: 0.1 }],
      applications: [{ key: 0, everyDays: 0.1, adopt: 'at-once' }],
    })),
    events: schedule.events.flatMap(fairly),
  };
};

const fairly = (event: ScheduleEvent, index: number): ScheduleEvent[] => {
  if (event.kind !== 'run' || event.run.mode === 'plan') return [];
  const plannedFaults = event.run.plannedFaults.filter(
    ({ fault }) => fault !== 'meanwhile' && !fault.startsWith('sleep'),
  );
  return [{ ...event, at: event.at + index * 0.05, run: { ...event.run, plannedFaults } }];
};

/** The same without any fault. */
export const faultless = (schedule: Schedule): Schedule => ({
  ...schedule,
  events: schedule.events.map((event) =>
    event.kind === 'run' ? { ...event, run: { ...event.run, plannedFaults: [] } } : event,
  ),
});
