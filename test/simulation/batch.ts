import { keyturn } from './actors/keyturn.ts';
import { addCounters, type Counters, noCounters } from './counters.ts';
import { composeOrganization } from './organizations/compose-organization.ts';
import { playOrganization } from './organizations/play-organization.ts';
import { play } from './play.ts';
import { reportFailure } from './report-failure.ts';
import { compose } from './schedule/compose.ts';

/** So many stories, from this seed on. */
export interface Seeds {
  readonly first: number;
  readonly count: number;
  readonly areOrganizations: boolean;
}

export interface Batch {
  readonly counters: Counters;
  /** Failures in full, the first few of them. */
  readonly failures: readonly string[];
}

const MOST_FAILURES = 3;

/** Plays the stories of these seeds, one after the other. */
export const playBatch = async ({ first, count, areOrganizations }: Seeds): Promise<Batch> => {
  const counters = noCounters();
  const failures: string[] = [];
  const playSeed = areOrganizations ? playOneOrganization : playUsers;
  for (let seed = first; seed < first + count; seed += 1) {
    const { counters: more, failure } = await playSeed(seed);
    addCounters(counters, more);
    if (failure && failures.length < MOST_FAILURES) failures.push(await failure());
  }
  return { counters, failures };
};

interface PlayedSeed {
  readonly counters: Counters;
  /** In full; asked for of the first few only, since it takes seconds. */
  readonly failure: (() => Promise<string>) | undefined;
}

const playUsers = async (seed: number): Promise<PlayedSeed> => {
  const schedule = compose(seed);
  const { counters, violation } = await play(schedule, keyturn);
  return { counters, failure: violation && (() => reportFailure(schedule, violation, keyturn)) };
};

const playOneOrganization = async (seed: number): Promise<PlayedSeed> => {
  const { counters, violation } = await playOrganization(composeOrganization(seed));
  if (violation === undefined) return { counters, failure: undefined };
  const again = `npm run simulate -- --organizations --schedules 1 --seed ${seed} --tell`;
  return { counters, failure: async () => `seed ${seed}: ${violation}\nagain: ${again}\n` };
};
