import { DAY, plus } from '../../src/core/time.ts';
import { runApplications } from '../../src/sandbox/applications.ts';
import type { Adoption, Application } from '../../src/sandbox/model/application.ts';
import { createTown, type Town } from '../scenarios/town.ts';
import { breakRequests, mend } from './faults.ts';
import { interfere } from './humans.ts';
import { type Chance, chanceFrom } from './random.ts';
import { type Watch, watch } from './watch.ts';

export interface Counters {
  schedules: number;
  requests: number;
  faults: number;
  promotions: number;
  deactivations: number;
  deletions: number;
  humans: number;
  uses: number;
}

/** Faults and people for 60 days, then 70 quiet ones: in the end nobody was interrupted, and nobody is stuck. */
const STORMY_DAYS = 60;
const QUIET_DAYS = 70;

/** One random story. Throws, with the seed and the last lines of the story, where an invariant breaks. */
export const runSchedule = async (seed: number, counters: Counters): Promise<void> => {
  const chance = chanceFrom(seed);
  const town = createTown();
  const story: string[] = [];
  const applications = inhabit(town, chance);
  const watching = watch(town);
  try {
    for (let day = 0; day < STORMY_DAYS + QUIET_DAYS; day += 1)
      await live({ town, chance, counters, story, watching, day });
    conclude(town, applications);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`seed ${seed}: ${why}\n  ${story.slice(-12).join('\n  ')}`, { cause: error });
  } finally {
    counters.schedules += 1;
    counters.requests += town.sent.length;
    counters.promotions += town.world.mailbox.filter(({ subject }) => subject.includes('ready')).length;
    counters.deactivations += count(town, 'iam:UpdateAccessKey');
    counters.deletions += count(town, 'iam:DeleteAccessKey');
    counters.uses += applications.reduce((sum, { uses }) => sum + uses, 0);
  }
};

const count = ({ sent }: Town, operation: string): number => sent.filter((name) => name === operation).length;

/** Each user has a due key, and an application that uses it at least once in thirteen days. */
const inhabit = (town: Town, chance: Chance): readonly Application[] =>
  ['alice', 'bob'].map((name) => {
    const ageDays = 60 + chance.below(60);
    const [key] = town.user(name, [{ ageDays, usedDaysAgo: 0 }]);
    if (key === undefined) throw new Error('no key');
    const everyDays = chance.pick([0.25, 1, 3, 7, 13]);
    const adopt = chance.pick<Adoption>(['at-once', 'at-once', 'never', { afterDays: 1 + chance.below(20) }]);
    return town.application(name, key, { everyDays, adopt });
  });

interface Day {
  readonly town: Town;
  readonly chance: Chance;
  readonly counters: Counters;
  readonly story: string[];
  readonly watching: Watch;
  readonly day: number;
}

const live = async ({ town, chance, counters, story, watching, day }: Day): Promise<void> => {
  const isStormy = day < STORMY_DAYS;
  if (isStormy && chance.is(0.06)) {
    const user = chance.pick(['alice', 'bob']);
    story.push(`day ${day}: somebody: ${interfere(town, chance, user)} of ${user}`);
    counters.humans += 1;
  }
  watching.forget();
  if (isStormy && chance.is(0.5))
    breakRequests(town, chance, chance.pick([0.01, 0.05, 0.2]), (fault) => {
      counters.faults += 1;
      story.push(`day ${day}: ${fault} at ${town.sent.at(-1)}`);
    });
  const { after } = town;
  town.after = (request) => {
    watching.check();
    after(request);
  };
  const workers = isStormy && chance.is(0.3) ? 2 : 1;
  await Promise.all(Array.from({ length: workers }, () => town.run().catch(() => undefined)));
  mend(town);
  watching.check();
  runApplications(town.world, plus(town.world.now, DAY));
};

const conclude = (town: Town, applications: readonly Application[]): void => {
  for (const { userName, interruptions } of applications) {
    if (interruptions.length > 0) throw new Error(`${userName} was interrupted: ${JSON.stringify(interruptions[0])}`);
    if (town.keysOf(userName).every(({ status }) => status === 'Inactive')) throw new Error(`${userName} has no key`);
  }
};
