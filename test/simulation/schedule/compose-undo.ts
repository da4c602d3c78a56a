import type { Chance } from '../random.ts';
import { composeFaults } from './compose-faults.ts';
import type { RunSpec, Schedule, ScheduleEvent, Somebody } from './schedule.ts';

/** A person takes something back, and what comes before it. */
export interface ComposedUndo {
  readonly undo: ScheduleEvent;
  /** Daily runs between the storm and the undo, so that there is something to take back. */
  readonly daysBefore: number;
}

interface Frame {
  readonly users: number;
  readonly settlesFrom: number;
  readonly somebody: (chance: Chance) => Somebody;
}

/** At any time of the storm, or days after it; in half of the cases something goes wrong with the undo too. */
export const composeUndo = (chance: Chance, { users, settlesFrom, somebody }: Frame): ComposedUndo | undefined => {
  if (!chance.is(0.06)) return undefined;
  const daysBefore = chance.is(0.3) ? 0 : 1 + chance.below(12);
  const mode = chance.is(0.1) ? 'plan' : 'apply';
  const user = chance.below(users);
  const jitter = chance.below(1_000_000);
  const run: RunSpec = {
    // Of three asks, one is for somebody who is locked out.
    ...(jitter % 3 === 0 ? { isHandover: true } : { isUndo: true }),
    mode,
    user,
    discovery: 'list',
    jitter,
    plannedFaults: chance.is(0.5) ? composeFaults(chance, somebody) : [],
  };
  const share = chance.below(1_000) / 1_000;
  const at = daysBefore === 0 ? 1 + share * settlesFrom : settlesFrom + 24 * (daysBefore - 1) + 1 + 23 * share;
  return { undo: { kind: 'run', at, run }, daysBefore };
};

type Days = Pick<Schedule, 'events' | 'settlesFrom'>;

/** The story, with the undo at its time. */
export const withUndo = ({ events, settlesFrom }: Days, composed: ComposedUndo | undefined): Days => {
  if (composed === undefined) return { events, settlesFrom };
  const { undo, daysBefore } = composed;
  const before = Array.from(
    { length: daysBefore },
    (_, day): ScheduleEvent => ({
      kind: 'run',
      at: settlesFrom + 24 * day,
      run: daily,
    }),
  );
  const all = [...events, ...before, undo].toSorted((a, b) => a.at - b.at);
  return { events: all, settlesFrom: Math.max(settlesFrom + 24 * daysBefore, undo.at + 1) };
};

const daily: RunSpec = {
  mode: 'apply',
  isNarrow: true,
  isNamed: true,
  discovery: 'list',
  jitter: 0,
  plannedFaults: [],
};
