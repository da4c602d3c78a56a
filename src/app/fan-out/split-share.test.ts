import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, type Instant, instant, plus } from '../../core/time.ts';
import { START } from './in-memory.fixture.ts';
import { splitShare } from './split-share.ts';

const PACE = { accountKeys: 20, accountPercent: 10, organizationKeys: 100, organizationPercent: 5 };

const known = (keys: Readonly<Record<string, number>>): ReadonlyMap<string, number> => new Map(Object.entries(keys));

const split = (keys: Readonly<Record<string, number>>, pace = PACE, now: Instant = START) =>
  Object.fromEntries(splitShare(pace, known(keys), { accounts: Object.keys(keys), now }));

const sum = (shares: Iterable<number>): number => [...shares].reduce((total, share) => total + share, 0);

const organizations = fc
  .dictionary(fc.stringMatching(/^\d{12}$/), fc.nat({ max: 6_000 }), { minKeys: 1, maxKeys: 60 })
  .filter((keys) => Object.keys(keys).length > 0);
const paces = fc.record({
  accountKeys: fc.constant(20),
  accountPercent: fc.constant(10),
  organizationKeys: fc.nat({ max: 500 }),
  organizationPercent: fc.nat({ max: 100 }),
});
const moments = fc.nat({ max: 4_000 * DAY }).map((ms) => instant(ms));

describe('the split of what may be retired in the organization in a day', () => {
  it('gives each account its part by its keys, and rounds nobody up beyond the limit', () => {
    expect(split({ a: 1_500, b: 500 })).toEqual({ a: 75, b: 25 });
    expect(split({ a: 3_000, b: 1_000 })).toEqual({ a: 150, b: 50 });
  });

  it('gives an account that no run has counted yet one key', () => {
    const shares = splitShare(PACE, known({ a: 10 }), { accounts: ['a', 'new'], now: START });
    expect(Object.fromEntries(shares)).toEqual({ a: 10, new: 1 });
  });

  it('takes the percentage of the keys of those accounts that the run goes through, and of no others', () => {
    const counts = known({ gone: 9_000, a: 3_000, b: 1_000 });
    const shares = splitShare(PACE, counts, { accounts: ['a', 'b'], now: START });
    expect(Object.fromEntries(shares)).toEqual({ a: 150, b: 50 });
  });

  it('before any run, gives one to each account, up to the limit', () => {
    const accounts = Array.from({ length: 130 }, (_, n) => String(n));
    const shares = [...splitShare(PACE, new Map(), { accounts, now: START }).values()];
    expect([sum(shares), Math.max(...shares), shares.length]).toEqual([100, 1, 130]);
  });

  it('never adds up to more than the limit, gives no account more than its keys, and wastes nothing', () => {
    fc.assert(
      fc.property(organizations, paces, moments, (keys, pace, now) => {
        const shares = split(keys, pace, now);
        const counted = sum(Object.values(keys));
        const limit = Math.floor(Math.max(pace.organizationKeys, (counted * pace.organizationPercent) / 100));
        const most = sum(Object.values(keys).map((count) => Math.max(1, count)));
        expect(sum(Object.values(shares))).toBe(Math.min(limit, most));
        for (const [id, share] of Object.entries(shares)) {
          expect(Number.isInteger(share)).toBe(true);
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(Math.max(1, keys[id] ?? 1));
        }
      }),
    );
  });

  it('is the same all day, whatever order the accounts are listed in', () => {
    fc.assert(
      fc.property(organizations, paces, fc.nat({ max: 4_000 }), fc.nat({ max: DAY - 1 }), (keys, pace, day, ms) => {
        const [morning, later] = [instant(day * DAY), instant(day * DAY + ms)];
        const accounts = Object.keys(keys);
        const order = (all: readonly string[], now: Instant) => splitShare(pace, known(keys), { accounts: all, now });
        const sorted = (shares: ReadonlyMap<string, number>) => [...shares].toSorted();
        expect(sorted(order(accounts.toReversed(), later))).toEqual(sorted(order(accounts, morning)));
      }),
    );
  });

  it('gives every account its turn within as many days as there are accounts', () => {
    fc.assert(
      fc.property(organizations, fc.integer({ min: 1, max: 30 }), moments, (keys, limit, from) => {
        const pace = { ...PACE, organizationKeys: limit, organizationPercent: 0 };
        const accounts = Object.keys(keys);
        const had = new Set<string>();
        for (let day = 0; day < accounts.length; day += 1)
          for (const [id, share] of Object.entries(split(keys, pace, plus(from, day * DAY))))
            if (share > 0) had.add(id);
        expect(had.size).toBe(accounts.length);
      }),
    );
  });
});
