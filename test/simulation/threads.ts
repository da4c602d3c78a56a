import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

interface Work<Job, Done> {
  readonly workers: number;
  /** `undefined`: no more. */
  readonly next: () => Job | undefined;
  readonly done: (answer: Done) => void;
}

/** Has jobs done on several threads of this same program; each takes the next one when it is done with its own. */
export const onThreads = async <Job, Done>({ workers, next, done }: Work<Job, Done>): Promise<void> => {
  await Promise.all(Array.from({ length: workers }, () => thread(next, done)));
};

const thread = <Job, Done>(next: () => Job | undefined, done: (answer: Done) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    // Everything is one file when it runs.
    const worker = new Worker(fileURLToPath(import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 64 } });
    const go = (): void => {
      const job = next();
      if (job !== undefined) return worker.postMessage(job);
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

/** The other side. */
export const serveThread = <Job, Done>(work: (job: Job) => Promise<Done>): void => {
  // A trace of every answer that is an error would cost a third of the time.
  Error.stackTraceLimit = 0;
  parentPort?.on('message', (job: Job) => {
    void work(job).then((answer) => parentPort?.postMessage(answer));
  });
};

export const isThread = !isMainThread;
