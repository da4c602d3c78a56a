import type { Mishap } from './mishap.ts';
import { type Break, crashFaults, playPoint } from './point.ts';
import { brokenEvent, days, type StartState, scheduleOf } from './start-state.ts';
import { startStates, statesTriedAgain, statesUndone, statesWithOthers } from './start-states.ts';

/**
 * What one thread does at a time: one mishap at every request of a state's run, or every second fault after one first.
 */
export type Job =
  | { readonly kind: 'singles' | 'sleeps'; readonly state: string; readonly mishap: Mishap }
  | { readonly kind: 'pairs'; readonly first: Break; readonly share: JobShare };

/** Of the pairs each `of`-th, beginning with the `nth`; 1 and 0: all. */
export interface JobShare {
  readonly of: number;
  readonly nth: number;
}

export interface Done {
  readonly points: number;
  readonly sleeps: number;
  readonly pairs: number;
  readonly calls: number;
  readonly failures: readonly FailedPoint[];
}

export interface FailedPoint {
  readonly state: string;
  readonly breaks: readonly Break[];
  readonly wrong: string;
}

/** From the first rotation to the deletion of the old key: day by day, with days enough to make up for two faults. */
export const lifecycle: StartState = {
  name: 'a whole lifecycle',
  schedule: scheduleOf({ events: days(8) }),
  ends: { otherwise: 'rotated' },
};

export const stateNamed = (name: string): StartState => {
  const found = [...startStates, ...statesTriedAgain, ...statesUndone, ...statesWithOthers, lifecycle].find(
    (state) => state.name === name,
  );
  if (found === undefined) throw new Error(`no start state is called "${name}"`);
  return found;
};

export const doJob = (job: Job): Promise<Done> =>
  job.kind === 'pairs' ? playPairs(job.first, job.share) : playSingles(job.kind, stateNamed(job.state), job.mishap);

interface Tally {
  played: number;
  calls: number;
  readonly failures: FailedPoint[];
}

const newTally = (): Tally => ({ played: 0, calls: 0, failures: [] });

/** Plays one point; `false` if the run was too short to meet every break. */
const meets = async (tally: Tally, state: StartState, point: { breaks: readonly Break[]; wanted: number }) => {
  const { breaks, wanted } = point;
  const { faults, failure, played } = await playPoint(state, breaks);
  if (faults < wanted) return false;
  tally.played += 1;
  tally.calls += played.counters.calls;
  if (failure !== undefined) tally.failures.push({ state: state.name, breaks, wrong: failure });
  return true;
};

const playSingles = async (kind: 'singles' | 'sleeps', state: StartState, mishap: Mishap): Promise<Done> => {
  const tally = newTally();
  const { faults } = await playPoint(state, []);
  const event = brokenEvent(state);
  let nth = 0;
  while (await meets(tally, state, { breaks: [{ event, nth, ...mishap }], wanted: faults + 1 })) nth += 1;
  const { played, calls, failures } = tally;
  return { points: 0, sleeps: 0, pairs: 0, [kind === 'singles' ? 'points' : 'sleeps']: played, calls, failures };
};

/** Every later request, in the same run and in those after it, of the life that is left after the first fault. */
const playPairs = async (first: Break, { of, nth: offset }: JobShare): Promise<Done> => {
  const tally = newTally();
  for (let event = first.event; event < lifecycle.schedule.events.length; event += 1) {
    let isMet = true;
    for (let nth = event === first.event ? first.nth + 1 : 0; isMet; nth += 1)
      for (const [place, fault] of crashFaults.entries()) {
        // By its place alone, so that short runs have their share too; 17: each run begins elsewhere.
        if ((event * 17 + nth * crashFaults.length + place) % of !== offset) continue;
        isMet = isMet && (await meets(tally, lifecycle, { breaks: [first, { event, nth, fault }], wanted: 2 }));
      }
  }
  return { points: 0, sleeps: 0, pairs: tally.played, calls: tally.calls, failures: tally.failures };
};

/** Every request of the undisturbed life, with every fault: where the first of two may be. */
export const firstBreaks = async (): Promise<readonly Break[]> => {
  const found: Break[] = [];
  for (let event = 0; event < lifecycle.schedule.events.length; event += 1)
    for (let nth = 0; ; nth += 1) {
      const { faults } = await playPoint(lifecycle, [{ event, nth, fault: 'throttle' }]);
      if (faults === 0) break;
      found.push(...crashFaults.map((fault) => ({ event, nth, fault })));
    }
  return found;
};
