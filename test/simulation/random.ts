/** A seeded source of chance (mulberry32): the same seed tells the same story. */
export interface Chance {
  /** True with this probability. */
  readonly is: (probability: number) => boolean;
  /** A whole number from 0 up to, and without, `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
}

export const chanceFrom = (seed: number): Chance => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    is: (probability) => next() < probability,
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
  };
};
