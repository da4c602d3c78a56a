/** What a user's keys are like on the day keyturn comes. */
export type Kind =
  /** One key, 30 days old. */
  | 'fresh'
  /** One key, 100 days old, used yesterday. */
  | 'due'
  /** Two keys, 100 days old, both used yesterday. */
  | 'two-in-use'
  /** Two keys, 30 days old. */
  | 'two-fresh'
  /** One key, 100 days old, never used. */
  | 'unused'
  | 'keyless';

export interface PopulationUser {
  readonly name: string;
  readonly path: string;
  readonly kind: Kind;
  readonly isExempt: boolean;
}

const counts: readonly (readonly [Kind, number])[] = [
  ['fresh', 140],
  ['due', 40],
  ['two-in-use', 5],
  ['two-fresh', 5],
  ['unused', 6],
  ['keyless', 4],
];

const exempt = ['due-01', 'due-07', 'due-13', 'unused-1', 'fresh-004', 'two-in-use-1'];

const everybody: readonly PopulationUser[] = counts.flatMap(([kind, count]) =>
  Array.from({ length: count }, (_, index) => {
    const name = `${kind}-${String(index + 1).padStart(String(count).length, '0')}`;
    return { name, path: index % 4 === 3 ? '/service/' : '/', kind, isExempt: exempt.includes(name) };
  }),
);

/** 200 users over five accounts, 40 in each: 70 % fresh, 20 % due, 5 % two keys, 3 % due and never used, 2 % no key. */
export const population: readonly (readonly PopulationUser[])[] = [0, 1, 2, 3, 4].map((account) =>
  everybody.filter((_, index) => index % 5 === account),
);

/** 40 due and 6 never used, less the 4 exempt among them. */
export const ROTATED = 42;
/** Those, and the four users of two due keys in use who are not exempt. */
export const DUE = 46;
export const BLOCKED = 4;
export const EXEMPT_AND_DUE = 5;
/** 140 + 40 + 2 x 5 + 2 x 5 + 6. */
export const KEYS = 206;
