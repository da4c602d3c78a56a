import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { type Batch, playBatch } from './batch.ts';
import { addCounters, type Counters, noCounters } from './counters.ts';
import type { Options } from './options.ts';

const BATCH = 250;

interface Hooks {
  readonly failed: (failure: string) => void;
  /** After each batch. */
  readonly counted: (counters: Counters) => void;
}

/** Plays stories on several threads; each asks for the next seeds when it is done with its own. */
export const playMany = async ({ schedules, seed, workers, isForever }: Options, hooks: Hooks): Promise<Counters> => {
  const sum = noCounters();
  let next = 0;
  const hand = (): readonly [number, number] | undefined => {
    const count = isForever ? BATCH : Math.min(BATCH, schedules - next);
    if (count <= 0) return undefined;
    next += count;
    return [seed + next - count, count];
  };
  const take = ({ counters, failures }: Batch): void => {
    addCounters(sum, counters);
    for (const failure of failures) hooks.failed(failure);
    hooks.counted(sum);
  };
  await Promise.all(Array.from({ length: Math.min(workers, Math.ceil(schedules / BATCH)) }, () => thread(hand, take)));
  return sum;
};

const thread = (hand: () => readonly [number, number] | undefined, take: (batch: Batch) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 64 } });
    const go = (): void => {
      const seeds = hand();
      if (seeds) return worker.postMessage(seeds);
      void worker.terminate();
      resolve();
    };
    worker.on('message', (batch: Batch) => {
      take(batch);
      go();
    });
    worker.on('error', reject);
    go();
  });

/** The other side: everything is one file when it runs. */
export const serveThread = (): void => {
  // A trace of every answer that is an error would cost a third of the time.
  Error.stackTraceLimit = 0;
  parentPort?.on('message', ([first, count]: [number, number]) => {
    void playBatch(first, count).then((batch) => parentPort?.postMessage(batch));
  });
};

export const isThread = !isMainThread;
