import type { Chance } from '../random.ts';
import type { ScheduleEvent } from './schedule.ts';

/**
 * In some stories one or two of the later runs are for another Region, or take the other account for that of the
 * secrets: by mistake, or as a deployment was moved. Never
 * a run that is denied something (a Region where nothing may be listed is taken for one that nobody uses), nor one in
 * which somebody acts: the last secret may go before it is listed.
 */
export const withElsewhere = (chance: Chance, events: readonly ScheduleEvent[]): readonly ScheduleEvent[] => {
  if (!chance.is(0.06)) return events;
  const [, first, ...others] = events.flatMap((event, index) => (canSee(event) ? [index] : []));
  if (first === undefined) return events;
  const moved = new Set([chance.pick([first, ...others]), chance.pick([first, ...others])]);
  const isElsewhere = chance.is(0.5) ? 'region' : 'account';
  return events.map((event, index) =>
    event.kind === 'run' && moved.has(index) ? { ...event, run: { ...event.run, isElsewhere } } : event,
  );
};

const canSee = (event: ScheduleEvent): boolean =>
  event.kind === 'run' && event.run.plannedFaults.every(({ fault }) => fault !== 'denied' && fault !== 'meanwhile');
