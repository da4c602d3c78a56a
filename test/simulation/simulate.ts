import { writeFileSync } from 'node:fs';
import { keyturn } from './actors/keyturn.ts';
import { playBatch } from './batch.ts';
import type { Counters } from './counters.ts';
import { playMany } from './many.ts';
import { type Options, readOptions } from './options.ts';
import { composeOrganization } from './organizations/compose-organization.ts';
import { playOrganization } from './organizations/play-organization.ts';
import { awsSample } from './other-rotators/aws-sample.ts';
import { fairSchedule } from './other-rotators/fair-schedule.ts';
import { vaultStaticRole } from './other-rotators/vault.ts';
import { play } from './play.ts';
import { reportFailure } from './report-failure.ts';
import { compose } from './schedule/compose.ts';
import { without } from './schedule/parts.ts';
import { isThread, serveThread } from './threads.ts';

/** Random stories over the embedded AWS: see docs/safety.md. Exits 1 on a violation. */
const main = async (options: Options): Promise<number> => {
  if (options.isTold) return options.areOrganizations ? tellOrganization(options) : tell(options);
  return options.otherRotator ? judgeOtherRotator(options, options.otherRotator) : count(options);
};

const otherRotators = { 'aws-sample': awsSample, vault: vaultStaticRole } as const;

/** The first story in which another tool's algorithm takes a key away that is in use. */
const judgeOtherRotator = async ({ seed, schedules }: Options, name: keyof typeof otherRotators): Promise<number> => {
  for (let each = seed; each < seed + schedules; each += 1) {
    const schedule = fairSchedule(each);
    const { violation } = await play(schedule, otherRotators[name]);
    if (violation === undefined) continue;
    process.stdout.write(await reportFailure(schedule, violation, otherRotators[name], name));
    return 1;
  }
  process.stdout.write(`${name}: no violation in ${schedules} stories\n`);
  return 0;
};

/** One story, in full. */
const tell = async ({ seed, otherRotator, without: parts }: Options): Promise<number> => {
  const schedule = without(otherRotator ? fairSchedule(seed) : compose(seed), new Set(parts));
  const { log, violation } = await play(schedule, otherRotator ? otherRotators[otherRotator] : keyturn, true);
  process.stdout.write(`${log.join('\n')}\n`);
  process.stdout.write(violation ? `${violation.invariant}: ${violation.message}\n` : 'no violation\n');
  return violation ? 1 : 0;
};

const tellOrganization = async ({ seed }: Options): Promise<number> => {
  const schedule = composeOrganization(seed);
  const { log, violation } = await playOrganization(schedule, true);
  process.stdout.write(
    `${JSON.stringify(schedule, undefined, 2)}\n${log.join('\n')}\n${violation ?? 'no violation'}\n`,
  );
  return violation ? 1 : 0;
};

const count = async (options: Options): Promise<number> => {
  const begun = Date.now();
  let told = begun;
  const lineOf = (counters: Counters): string => line(counters, options.seed, (Date.now() - begun) / 1_000);
  const sum = await playMany(options, {
    failed: (failure) => process.stdout.write(`${failure}\n`),
    counted: (counters) => {
      if (Date.now() - told < 60_000) return;
      told = Date.now();
      process.stdout.write(`${lineOf(counters)}\n`);
      save(options, counters, begun);
    },
  });
  process.stdout.write(`${lineOf(sum)}\n`);
  save(options, sum, begun);
  return sum.violations === 0 ? 0 : 1;
};

const words: Readonly<Record<keyof Counters, string>> = {
  schedules: 'schedules',
  calls: 'simulated calls',
  faults: 'faults',
  crashes: 'crashes',
  people: 'acts of people',
  creations: 'keys created',
  promotions: 'promotions',
  deactivations: 'deactivations',
  deletions: 'deletions',
  mails: 'mails',
  applicationUses: 'uses by applications',
  violations: 'violations',
};

const line = (counters: Counters, seed: number, seconds: number): string => {
  const figures = (Object.keys(words) as (keyof Counters)[]).map(
    (name) => `${counters[name].toLocaleString('en')} ${words[name]}`,
  );
  return `${figures.join(', ')}; ${seconds.toFixed(0)} seconds, from seed ${seed}`;
};

const save = ({ json, seed, areOrganizations }: Options, counters: Counters, begun: number): void => {
  if (json === undefined) return;
  const { schedules, violations } = counters;
  const counted = areOrganizations ? { organizations: schedules, violations } : counters;
  const seconds = Math.round((Date.now() - begun) / 1_000);
  writeFileSync(
    json,
    `${JSON.stringify({ ...counted, seconds, seed, finishedAt: new Date().toISOString() }, null, 2)}\n`,
  );
};

if (isThread) serveThread(playBatch);
else process.exitCode = await main(readOptions(process.argv.slice(2)));
