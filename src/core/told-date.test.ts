import { describe, expect, it } from 'vitest';
import { ago, now } from '../../test/support/observation.ts';
import type { ToldDate } from './observation.ts';
import { DAY, HOUR, type Instant, plus } from './time.ts';
import { boundBy, type ToldToday } from './told-date.ts';

const date = ago('1d');

/** Told eight days ago of yesterday, unless it is used; today's settings say the same. */
const told: ToldDate = { at: ago('8d'), on: date, isUnlessUsed: true };
const today: ToldToday = {
  since: ago('40d'),
  end: date,
  lead: 7 * DAY,
  isUnlessUsed: true,
  lastUsedAt: ago('30d'),
  openTryAt: undefined,
};

type Row = readonly [
  title: string,
  differences: Partial<ToldDate>,
  today: Partial<ToldToday>,
  from: Instant | undefined,
];

const binds = (rows: readonly Row[]): void => {
  for (const [title, notice, settings, from] of rows)
    it(title, () => {
      expect(boundBy({ ...told, ...notice }, { ...today, ...settings }, now)).toBe(from);
    });
};

it('what was never told binds nobody, and permits nothing', () => {
  expect(boundBy(undefined, today, now)).toBeUndefined();
});

describe('a date that was told', () => {
  const tomorrow = ago('+1d');
  binds([
    ['permits what it tells of from that date on', {}, {}, date],
    ['permits nothing before it', { on: tomorrow }, { end: tomorrow }, tomorrow],
    ['is kept though a period is shorter now', { on: tomorrow }, { end: ago('20d'), lead: DAY }, tomorrow],
    [
      'is void where the act would come a millisecond later by a period that is longer now',
      {},
      { end: plus(date, 1) },
      undefined,
    ],
  ]);
});

describe('a notice that the clocks have overtaken', () => {
  binds([
    ['binds where it was accepted at the very moment they started', {}, { since: told.at }, date],
    ['is void where it was accepted a millisecond before', {}, { since: plus(told.at, 1) }, undefined],
  ]);
});

describe('the condition of a notice', () => {
  binds([
    ['holds where the key was last used at the moment of its acceptance', {}, { lastUsedAt: told.at }, date],
    ['broke where the key was used a millisecond later', {}, { lastUsedAt: plus(told.at, 1) }, undefined],
    ['holds where no use is known', {}, { lastUsedAt: undefined }, date],
    [
      'is not one where the notice had none: a use changes nothing',
      { isUnlessUsed: false },
      { isUnlessUsed: false, lastUsedAt: ago('1h') },
      date,
    ],
    ['is void where the act would come whatever the use today', {}, { isUnlessUsed: false }, undefined],
    ['is void where the act would come only without use today', { isUnlessUsed: false }, {}, undefined],
  ]);
});

describe('a notice that is long over', () => {
  const on = ago('30d');
  const old = { at: ago('37d'), on };
  const before = { end: on, lastUsedAt: undefined };
  binds([
    ['binds for 30 days', old, before, on],
    [
      'is void a millisecond later, whatever the delay came from',
      { at: ago('37d'), on: ago('30d 1ms') },
      { end: ago('30d 1ms'), lastUsedAt: undefined },
      undefined,
    ],
  ]);
});

describe('the lead of a notice', () => {
  const lead = told.on - told.at;
  binds([
    [
      'may be shorter by the six hours of a run: the mail was accepted after the look',
      {},
      { lead: lead + 6 * HOUR },
      plus(date, 6 * HOUR),
    ],
    ['voids the notice where it is longer than that', {}, { lead: lead + 6 * HOUR + 1 }, undefined],
    [
      'is waited for to the end where the mail was accepted late',
      { at: plus(told.at, HOUR) },
      { lead },
      plus(date, HOUR),
    ],
    ['changes nothing where it is shorter now', {}, { lead: DAY }, date],
  ]);
});

describe('a later try, of which nobody knows what became', () => {
  binds([
    ['voids the notice before it: it may have told another date', {}, { openTryAt: ago('2d') }, undefined],
    ['a millisecond after the acceptance', {}, { openTryAt: plus(told.at, 1) }, undefined],
    ['is none at the moment of the acceptance', {}, { openTryAt: told.at }, date],
  ]);
});
