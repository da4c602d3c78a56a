import type { RunEvent } from '../../app/results/events.ts';
import type { RunResult } from '../../app/results/result.ts';
import { DAY, plus } from '../../core/time.ts';
import { runApplications } from '../../sandbox/applications.ts';
import { type Chronicle, createChronicle } from './chronicle.ts';
import { installByHand } from './owners.ts';
import type { Rehearsal } from './rehearsal.ts';

/** The office whose key works from nowhere else reads its mail of day 3, and installs the new key on this day. */
const OFFICE_DAY = 6;

export interface Day {
  readonly day: number;
  readonly result: RunResult;
  /** How many mails the mail service refused. */
  readonly mailsRefused: number;
}

export interface Journey {
  readonly days: readonly Day[];
  readonly chronicle: Chronicle;
}

export interface JourneyOptions {
  readonly lastDay: number;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** After each day's run. */
  readonly onDay?: (day: Day, chronicle: Chronicle) => void | Promise<void>;
}

/**
 * Day by day: programs work with their keys around the clock, owners do what their mails ask, and keyturn runs once.
 */
export const travel = async (rehearsal: Rehearsal, options: JourneyOptions): Promise<Journey> => {
  const { world } = rehearsal.demo;
  const start = world.now;
  const chronicle = createChronicle(world);
  const days: Day[] = [];
  for (let day = 0; day <= options.lastDay && !options.signal.aborted; day += 1) {
    runApplications(world, plus(start, day * DAY));
    if (day === OFFICE_DAY) installByHand(world, rehearsal.demo.facts.cases.networkRestricted);
    chronicle.recordApplications(day);
    const lived = await liveThrough(rehearsal, day, options);
    chronicle.record(day, lived.result);
    days.push(lived);
    await options.onDay?.(lived, chronicle);
  }
  return { days, chronicle };
};

const liveThrough = async (rehearsal: Rehearsal, day: number, { signal, onEvent }: JourneyOptions): Promise<Day> => {
  let mailsRefused = 0;
  const result = await rehearsal.run('apply', {
    runId: `demo-day-${day}`,
    signal,
    report: (event) => {
      if (event.kind === 'mail' && !event.accepted) mailsRefused += 1;
      onEvent?.(event);
    },
  });
  return { day, result, mailsRefused };
};
