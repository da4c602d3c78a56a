import type { Batch, Seeds } from './batch.ts';
import { addCounters, type Counters, noCounters } from './counters.ts';
import type { Options } from './options.ts';
import { onThreads } from './threads.ts';

const BATCH = 250;

interface Hooks {
  readonly failed: (failure: string) => void;
  /** After each batch. */
  readonly counted: (counters: Counters) => void;
}

/** Plays stories on several threads; each asks for the next seeds when it is done with its own. */
export const playMany = async (options: Options, hooks: Hooks): Promise<Counters> => {
  const { schedules, seed, workers, isForever, areOrganizations } = options;
  const sum = noCounters();
  let begun = 0;
  const next = (): Seeds | undefined => {
    const count = isForever ? BATCH : Math.min(BATCH, schedules - begun);
    if (count <= 0) return undefined;
    begun += count;
    return { first: seed + begun - count, count, areOrganizations };
  };
  const done = ({ counters, failures }: Batch): void => {
    addCounters(sum, counters);
    for (const failure of failures) hooks.failed(failure);
    hooks.counted(sum);
  };
  await onThreads({ workers: Math.min(workers, Math.ceil(schedules / BATCH)), next, done });
  return sum;
};
