import { keyturn } from './actors/keyturn.ts';
import { addCounters, type Counters, noCounters } from './counters.ts';
import { play } from './play.ts';
import { reportFailure } from './report-failure.ts';
import { compose } from './schedule/compose.ts';

export interface Batch {
  readonly counters: Counters;
  /** Failures in full, the first few of them. */
  readonly failures: readonly string[];
}

/** Each failure takes some seconds to shrink: where there are many, a few will do. */
const MOST_FAILURES = 3;

/** Plays the stories of these seeds, one after the other. */
export const playBatch = async (first: number, count: number): Promise<Batch> => {
  const counters = noCounters();
  const failures: string[] = [];
  for (let seed = first; seed < first + count; seed += 1) {
    const schedule = compose(seed);
    const played = await play(schedule, keyturn);
    addCounters(counters, played.counters);
    if (played.violation && failures.length < MOST_FAILURES)
      failures.push(await reportFailure(schedule, played.violation, keyturn));
  }
  return { counters, failures };
};
