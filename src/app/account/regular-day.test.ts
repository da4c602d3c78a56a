import { expect, it } from 'vitest';
import type { AccountId } from '../../core/keys.ts';
import { instant } from '../../core/time.ts';
import { isRegularDay } from './regular-day.ts';

/** 1 June 2026 is day 20605 since 1970. */
const daysOf = (account: string, days: number): readonly number[] =>
  Array.from({ length: days }, (_, index) => index + 1).filter((day) =>
    isRegularDay(account as AccountId, instant(Date.UTC(2026, 5, day, 23, 59))),
  );

it('is every fifth day, whatever the account', () => {
  expect(daysOf('111111111110', 12)).toEqual([1, 6, 11]);
  expect(daysOf('111111111111', 12)).toEqual([5, 10]);
  expect(daysOf('999999999999', 12)).toEqual([2, 7, 12]);
});

it('comes within five runs of a job that runs from Monday to Friday, or weekly: five and seven share no factor', () => {
  for (let last = 0; last < 10; last += 1) {
    const account = `33333333333${last}`;
    const year = new Set(daysOf(account, 365));
    // 1 June 2026 is a Monday.
    const reached = Array.from({ length: 365 }, (_, index) => index + 1).filter((day) => year.has(day));
    const onWorkdays = reached.filter((day) => (day - 1) % 7 < 5);
    const gaps = onWorkdays.slice(1).map((day, index) => day - (onWorkdays[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(15);
    for (const weekday of [0, 1, 2, 3, 4, 5, 6]) {
      const weekly = reached.filter((day) => (day - 1) % 7 === weekday);
      expect(weekly[0]).toBeLessThanOrEqual(35);
    }
  }
});

it('falls on each day for a fifth of the accounts that follow one another', () => {
  const accounts = Array.from({ length: 10 }, (_, index) => `22222222222${index}`);
  for (const day of [1, 2, 3, 4, 5])
    expect(accounts.filter((account) => daysOf(account, 5).includes(day))).toHaveLength(2);
});
