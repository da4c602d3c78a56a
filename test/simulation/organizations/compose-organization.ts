import type { Adoption } from '../../../src/sandbox/model/application.ts';
import { type Chance, chanceFrom } from '../random.ts';

/** Days of a whole organization, as plain data: a seed makes one. */
export interface OrganizationStory {
  readonly seed: number;
  readonly days: number;
  readonly accounts: readonly StoryAccount[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly latencyMs: number;
  /** One: all accounts are visited at once by one; many: each by one of its own. */
  readonly functionsAtATime: number;
  readonly disturbances: readonly Disturbance[];
  /** On these days SES takes no mail. */
  readonly daysWithoutMail: readonly number[];
}

export interface StoryAccount {
  readonly id: string;
  readonly users: readonly StoryUser[];
  readonly fault?: AccountFault;
}

export interface StoryUser {
  readonly name: string;
  readonly path: string;
  readonly keys: readonly { readonly ageDays: number; readonly usedDaysAgo?: number }[];
  readonly application?: { readonly everyDays: number; readonly adopt: Adoption };
}

export const accountFaults = [
  'no-role',
  'suspended',
  'everything-denied',
  'new-keys-denied',
  'some-new-keys-denied',
  'deactivations-denied',
  'tags-denied',
  'policies-denied',
  'report-denied',
  'visits-die',
] as const;

/** What is wrong with one account for as long as it lasts; days count from the first. */
export interface AccountFault {
  readonly kind: (typeof accountFaults)[number];
  readonly from: number;
  readonly until: number;
}

/**
 * One visit of a healthy account in which time runs out, or the process dies, at one of its requests. `every`: so do
 * all its visits of that day.
 */
export interface Disturbance {
  readonly account: number;
  readonly day: number;
  readonly kind: 'ends' | 'dies';
  readonly at: number;
  readonly every: boolean;
}

/** Users of this path are those whose new keys are denied where some are. */
export const GUARDED = '/guarded/';

/** Some accounts, most of them healthy, for about as long as a cycle of short periods lasts. */
export const composeOrganization = (seed: number): OrganizationStory => {
  const chance = chanceFrom(seed);
  const days = 2 + chance.below(6);
  const count = 2 + chance.below(2);
  const accounts = Array.from({ length: count }, (_, index) => accountOf(chance, { index, days }));
  const healthy = accounts.flatMap(({ fault }, index) => (fault === undefined ? [index] : []));
  return {
    seed,
    days,
    accounts,
    settings: settingsOf(chance),
    latencyMs: chance.pick([1, 20, 200]),
    disturbances: healthy.flatMap((account) => disturbancesOf(chance, { account, days })),
    functionsAtATime: chance.pick([1, 2, 25]),
    daysWithoutMail: chance.is(0.1) ? [chance.below(days)] : [],
  };
};

const accountOf = (
  chance: Chance,
  { index, days }: { readonly index: number; readonly days: number },
): StoryAccount => {
  const users = Array.from({ length: 1 + chance.below(chance.is(0.1) ? 8 : 3) }, (_, n) => userOf(chance, n));
  const isTroubled = chance.is(index === 0 ? 0.1 : 0.5);
  return { id: `${200_000_000_001 + index}`, users, ...(isTroubled ? { fault: troubleOf(chance, days) } : {}) };
};

const troubleOf = (chance: Chance, days: number): AccountFault => {
  const from = chance.is(0.6) ? 0 : chance.below(days);
  return { kind: chance.pick(accountFaults), from, until: chance.is(0.6) ? days : from + 1 + chance.below(days) };
};

const userOf = (chance: Chance, index: number): StoryUser => {
  const ageDays = chance.pick([5, 59, 61, 62, 70, 100, 400]);
  const usedDaysAgo = chance.pick([0, 1, 3, 40]);
  return {
    name: `user-${index}`,
    path: chance.is(0.3) ? GUARDED : '/',
    keys: [chance.is(0.9) ? { ageDays, usedDaysAgo: Math.min(ageDays, usedDaysAgo) } : { ageDays }],
    ...(chance.is(0.4) ? { application: { everyDays: chance.pick([0.1, 0.5]), adopt: chance.pick(adoptions) } } : {}),
  };
};

const adoptions = ['at-once', 'at-once', 'never'] as const;

const settingsOf = (chance: Chance): Readonly<Record<string, unknown>> => ({
  rotateAfterDays: 60,
  installGraceDays: 1 + chance.below(2),
  warnDays: 1,
  quietDays: 1,
  recoveryGraceDays: 1 + chance.below(2),
  parallelUsers: chance.pick([1, 3]),
  ...(chance.is(0.3) ? { maxRotationsPerRun: 1 + chance.below(4) } : {}),
  ...(chance.is(0.2) ? { maxRotationsPerAccount: 1 + chance.below(2) } : {}),
});

const disturbancesOf = (
  chance: Chance,
  { account, days }: { readonly account: number; readonly days: number },
): readonly Disturbance[] =>
  Array.from({ length: days }, (_, day) => day).flatMap((day) =>
    chance.is(0.25)
      ? [{ account, day, kind: chance.pick(['ends', 'ends', 'dies']), at: chance.below(60), every: chance.is(0.3) }]
      : [],
  );
