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

it('falls on each day for a fifth of the accounts that follow one another', () => {
  const accounts = Array.from({ length: 10 }, (_, index) => `22222222222${index}`);
  for (const day of [1, 2, 3, 4, 5])
    expect(accounts.filter((account) => daysOf(account, 5).includes(day))).toHaveLength(2);
});
