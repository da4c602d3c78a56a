import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { type Done, doJob, type Job } from './jobs.ts';

/** Does jobs on several threads; each takes the next one when it is done with its own. */
export const doAll = async (
  jobs: readonly Job[],
  { workers, done }: { readonly workers: number; readonly done: (done: Done) => void },
): Promise<void> => {
  const left = [...jobs].reverse();
  const threads = Array.from({ length: Math.min(workers, jobs.length) }, () => thread(() => left.pop(), done));
  await Promise.all(threads);
};

const thread = (next: () => Job | undefined, done: (done: Done) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 64 } });
    const go = (): void => {
      const job = next();
      if (job) return worker.postMessage(job);
      void worker.terminate();
      resolve();
    };
    worker.on('message', (answer: Done) => {
      done(answer);
      go();
    });
    worker.on('error', reject);
    go();
  });

/** The other side: everything is one file when it runs. */
export const serveJobs = (): void => {
  // A trace of every answer that is an error would cost a third of the time.
  Error.stackTraceLimit = 0;
  parentPort?.on('message', (job: Job) => {
    void doJob(job).then((answer) => parentPort?.postMessage(answer));
  });
};

export const isThread = !isMainThread;
