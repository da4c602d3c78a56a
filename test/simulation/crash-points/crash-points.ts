import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { isThread, onThreads, serveThread } from '../threads.ts';
import { type Done, doJob, type FailedPoint, firstBreaks, type Job, stateNamed } from './jobs.ts';
import { crashFaults, playPoint } from './point.ts';
import { pointOf, wordsOf } from './point-in-words.ts';
import { sleeps } from './start-state.ts';
import { startStates, statesTriedAgain, statesUndone, statesWithOthers } from './start-states.ts';

/**
 * Breaks each request of each run, in every start state; with `--sleeps`, falls asleep there while others run; with
 * `--pairs`, breaks every two of a whole life. Exits 1 on a failure.
 */
const main = async (): Promise<number> => {
  const { values } = parseArgs({
    // Behind `node scripts/run.mjs FILE`.
    args: process.argv.slice(3),
    options: {
      pairs: { type: 'boolean', default: false },
      sleeps: { type: 'boolean', default: false },
      /** Of the pairs each so-and-so-many-th. */
      share: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(cpus().length) },
      json: { type: 'string' },
      /** Only the states whose names have this in them. */
      state: { type: 'string', default: '' },
      /** One point, told in full. */
      point: { type: 'string' },
    },
  });
  if (values.point !== undefined) return tell(values.point);
  const jobs = [
    ...singles(values.state),
    ...(values.sleeps ? sleepers(values.state) : []),
    ...(values.pairs ? await pairs(Number(values.share)) : []),
  ];
  return count(jobs, Number(values.workers), values.json);
};

const singles = (part: string): readonly Job[] =>
  [...startStates, ...statesTriedAgain, ...statesUndone]
    .filter(({ name }) => name.includes(part))
    .flatMap(({ name }) => crashFaults.map((fault): Job => ({ kind: 'singles', state: name, mishap: { fault } })));

const sleepers = (part: string): readonly Job[] =>
  statesWithOthers
    .filter(({ name }) => name.includes(part))
    .flatMap(({ name }) => sleeps.map((mishap): Job => ({ kind: 'sleeps', state: name, mishap })));

const pairs = async (of: number): Promise<readonly Job[]> =>
  (await firstBreaks()).map((first, index): Job => ({ kind: 'pairs', first, share: { of, nth: index % of } }));

const count = async (jobs: readonly Job[], workers: number, json: string | undefined): Promise<number> => {
  const begun = Date.now();
  const sum = { crashPoints: 0, sleepPoints: 0, crashPairs: 0, calls: 0, violations: 0 };
  const left = [...jobs].reverse();
  await onThreads({
    workers: Math.min(workers, jobs.length),
    next: () => left.pop(),
    done: ({ points, sleeps, pairs, calls, failures }: Done) => {
      sum.crashPoints += points;
      sum.sleepPoints += sleeps;
      sum.crashPairs += pairs;
      sum.calls += calls;
      sum.violations += failures.length;
      for (const failure of failures.slice(0, 3)) process.stdout.write(report(failure));
    },
  });
  const seconds = Math.round((Date.now() - begun) / 1_000);
  const figures = [
    `${sum.crashPoints.toLocaleString('en')} crash points in ${startStates.length} start states`,
    `${sum.sleepPoints.toLocaleString('en')} sleeps among other runs`,
    `${sum.crashPairs.toLocaleString('en')} pairs over a lifecycle`,
    `${sum.calls.toLocaleString('en')} simulated calls`,
    `${sum.violations.toLocaleString('en')} violations`,
  ];
  process.stdout.write(`${figures.join(', ')}; ${seconds} seconds\n`);
  const { crashPoints, sleepPoints, crashPairs, violations } = sum;
  // A run without some kind of them says nothing of it.
  const kept = {
    ...(crashPoints > 0 ? { crashPoints } : {}),
    ...(sleepPoints > 0 ? { sleepPoints } : {}),
    ...(crashPairs > 0 ? { crashPairs } : {}),
    violations,
    seconds,
    at: new Date().toISOString(),
  };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(kept, null, 2)}\n`);
  return sum.violations === 0 ? 0 : 1;
};

const report = (failure: FailedPoint): string => {
  const point = wordsOf(failure);
  return `${point}: ${failure.wrong}\nagain: npm run crash-points -- --point '${point}'\n\n`;
};

const tell = async (text: string): Promise<number> => {
  const { state, breaks } = pointOf(text);
  const { played, failure } = await playPoint(stateNamed(state), breaks, { isTold: true });
  process.stdout.write(`${played.log.join('\n')}\n${failure ?? 'nothing is wrong'}\n`);
  return failure === undefined ? 0 : 1;
};

if (isThread) serveThread(doJob);
else process.exitCode = await main();
