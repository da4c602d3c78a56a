import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleLambdas } from '../scripts/bundle-lambdas.ts';
import { measureCallsPerAccount, measureUserYear } from './calls.ts';
import { measureColdStarts } from './cold-start.ts';
import { measureDecisions } from './decisions.ts';
import { measureDeployedDay } from './deployed-day.ts';
import type { Figures } from './figures.ts';
import { figureLines, performancePage } from './figures-table.ts';
import { measureThrottled } from './throttled.ts';
import { measureThroughput, type Throughput } from './throughput.ts';

const { values } = parseArgs({
  // After node, run.mjs and this file's name.
  args: process.argv.slice(3),
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, write: { type: 'boolean' } },
});

const say = (text: string): void => {
  if (!values.json) process.stderr.write(`${text}\n`);
};

const bundleSizes = async (): Promise<Figures['bundleBytes']> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-bench-'));
  try {
    const { inventory, rotation, notifier } = await bundleLambdas(folder);
    const size = (path: string): number => statSync(path).size;
    return { inventory: size(inventory), rotation: size(rotation), notifier: size(notifier) };
  } finally {
    await rm(folder, { recursive: true });
  }
};

const throughputs = async (sizes: readonly number[]): Promise<readonly Throughput[]> => {
  const measured: Throughput[] = [];
  for (const accounts of sizes) {
    say(`throughput: ${accounts} accounts of 100 users ...`);
    measured.push(await measureThroughput(accounts, 100));
  }
  return measured;
};

const measureAll = async (isQuick: boolean): Promise<Figures> => {
  say('requests an account and a user-year ...');
  const callsPerAccount = await measureCallsPerAccount();
  const yearUsers = isQuick ? 25 : 100;
  const userYear = {
    report: await measureUserYear(yearUsers, 'report'),
    list: await measureUserYear(yearUsers, 'list'),
  };
  say('decisions ...');
  const decisionsPerSecond = measureDecisions(isQuick ? 0.3 : 1);
  const throughput = await throughputs(isQuick ? [100] : [100, 1_000, 10_000]);
  say('the same by listing ...');
  const listing = await measureThroughput(isQuick ? 20 : 100, 100, 'list');
  say("under AWS's throttles, in virtual time ...");
  const throttled = await measureThrottled(isQuick ? 1_000 : 10_000, 10);
  say('a day of the deployed form, in virtual time ...');
  const deployedDay = await measureDeployedDay(isQuick ? 500 : 10_000, 10);
  return {
    callsPerAccount,
    userYear,
    yearUsers,
    decisionsPerSecond,
    throughput,
    listing,
    throttled,
    deployedDay,
    coldStart: await measureColdStarts(isQuick ? 3 : 20),
    bundleBytes: await bundleSizes(),
  };
};

const figures = await measureAll(values.quick ?? false);
process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${figureLines(figures).join('\n')}\n`);
if (values.write) {
  const page = 'docs/performance.md';
  writeFileSync(page, performancePage(readFileSync(page, 'utf8'), figures));
}
process.exit(0);
