import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../core/keys.ts';
import { accountBatches } from './account-batches.ts';
import { ticketOf } from './in-memory.fixture.ts';

const tickets = (count: number) =>
  Array.from({ length: count }, (_, index) => ticketOf(String(200_000_000_000 + index) as AccountId));

const sizes = (count: number, functionsAtATime: number) =>
  accountBatches(tickets(count), { functionsAtATime, known: new Map(), alone: new Set() }).map(
    ({ tickets: { length } }) => length,
  );

describe('the accounts of a run, as its functions visit them', () => {
  it.each([
    [1, 25, [1]],
    [3, 25, [1, 1, 1]],
    [3, 1, [3]],
    [30, 25, [...Array(5).fill(2), ...Array(20).fill(1)]],
    [250, 25, Array(25).fill(10)],
    [251, 25, [...Array(17).fill(10), ...Array(9).fill(9)]],
    [21, 1, [7, 7, 7]],
  ])('%i of them, by %i functions at a time', (count, functions, expected) => {
    expect(sizes(count, functions)).toEqual(expected);
  });

  it('are each in one batch', () => {
    const all = tickets(97);
    const batches = accountBatches(all, { functionsAtATime: 4, known: new Map(), alone: new Set() });
    expect(batches.flatMap((batch) => batch.tickets).toSorted((a, b) => (a.account < b.account ? -1 : 1))).toEqual(all);
  });

  it('are dealt out by size: the large ones are apart', () => {
    const all = tickets(20);
    const large = new Set(all.slice(6, 10).map(({ account }) => account));
    const known = new Map(all.map(({ account }) => [account as string, large.has(account) ? 4_000 : 3]));
    const batches = accountBatches(all, { functionsAtATime: 4, known, alone: new Set() });
    expect(batches.map((batch) => batch.tickets.filter(({ account }) => large.has(account)).length)).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it('are visited alone who may end the function of others', () => {
    const all = tickets(22);
    const alone = new Set([all[3], all[9]].map((ticket) => ticket?.account ?? ''));
    const batches = accountBatches(all, { functionsAtATime: 1, known: new Map(), alone });
    expect(batches.map((batch) => batch.tickets.length)).toEqual([1, 1, 10, 10]);
    expect(batches.slice(0, 2).flatMap((batch) => batch.tickets)).toEqual([all[3], all[9]]);
  });

  it('are none where there is no account', () => {
    expect(accountBatches([], { functionsAtATime: 4, known: new Map(), alone: new Set() })).toEqual([]);
  });
});
