import { describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy, periodToStayUnder, problemsOf } from './policy.ts';

const problems = (change: Partial<Policy>): readonly string[] =>
  problemsOf({ ...defaultPolicy, ...change }).map(({ setting }) => setting);

describe('a policy', () => {
  it.each<[string, Partial<Policy>, readonly string[]]>([
    ['as it comes is in order', {}, []],
    ['may rotate on the day after a cycle of 10 and 10 days', { rotateAfterDays: 21, quietDays: 20 }, []],
    ['may not rotate before the last cycle ends', { rotateAfterDays: 20 }, ['rotateAfterDays']],
    ['may ask for one day of quiet less than it rotates', { quietDays: 89 }, []],
    ['may not ask for as much quiet as it rotates', { quietDays: 90 }, ['quietDays']],
    ['may warn as early as each grace begins', { warnDays: 10 }, []],
    ['may not warn before a grace begins', { warnDays: 11 }, ['warnDays', 'warnDays']],
    ['may not warn before the recovery grace begins', { recoveryGraceDays: 6 }, ['warnDays']],
    ['knows no period of 0 days', { warnDays: 0 }, ['warnDays']],
    ['may count in single days', { warnDays: 1, quietDays: 1, idleDays: 1 }, []],
    ['knows no negative period', { recoveryGraceDays: -1 }, ['recoveryGraceDays']],
    ['knows no half days', { installGraceDays: 9.5 }, ['installGraceDays']],
    ['knows no period that is no number', { idleDays: Number.NaN }, ['idleDays']],
    ['knows no endless period', { quietDays: Number.POSITIVE_INFINITY }, ['quietDays']],
    ['may count in ten years', { rotateAfterDays: 3650 }, []],
    ['may not count beyond ten years', { rotateAfterDays: 3651 }, ['rotateAfterDays']],
    ['has all its problems told at once', { warnDays: 0, quietDays: -3 }, ['warnDays', 'quietDays']],
  ])('%s', (_, change, settings) => {
    expect(problems(change)).toEqual(settings);
  });

  it.each<[Partial<Policy>, string]>([
    [
      { warnDays: 12, recoveryGraceDays: 13 },
      'warnDays is 12, more than installGraceDays (10): a warning would come too late to be one; lower it or raise installGraceDays',
    ],
    [{ idleDays: 0 }, 'idleDays is 0: give a whole number of days from 1 to 3650'],
    [
      { rotateAfterDays: 20, quietDays: 3 },
      'rotateAfterDays is 20, not more than installGraceDays + recoveryGraceDays (20): a cycle would begin before the last one ends; raise it or shorten the graces',
    ],
    [
      { quietDays: 90 },
      'quietDays is 90, not less than rotateAfterDays (90): an old key could never be found quiet before the next is due; lower it',
    ],
  ])('says what is wrong, what is allowed, and what to do: %j', (change, message) => {
    expect(problemsOf({ ...defaultPolicy, ...change }).map((problem) => problem.message)).toEqual([message]);
  });
});

it('rotating after 57 days keeps every active key under 90, where an old key must be quiet before it is warned of', () => {
  expect(periodToStayUnder(90, defaultPolicy)).toBe(57);
});

it('rotating after 73 days keeps every active key under 90, where old keys are retired on schedule', () => {
  expect(periodToStayUnder(90, { ...defaultPolicy, retirement: 'on-schedule' })).toBe(73);
});
