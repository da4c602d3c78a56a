import { describe, expect, it } from 'vitest';
import { AwsError } from '../../src/sandbox/call.ts';
import { createTown, lineOf, type Town } from '../support/test-organization.ts';

/** Users whose old keys are all to be deactivated on the same day: rotated on day 0, quiet, warned on day 3. */
const townOnTheEve = async (users: number): Promise<Town> => {
  const town = createTown();
  for (let n = 0; n < users; n += 1) town.user(`user-${n}`, [{ ageDays: 95 + n, usedDaysAgo: 30 }]);
  await town.run();
  town.days(3);
  await town.run();
  town.days(7);
  return town;
};

const inactive = (town: Town): number =>
  [...town.world.accessKeys.values()].filter(({ status }) => status === 'Inactive').length;

describe('pace', () => {
  it("retires a day's share, oldest first, and says that the rest waits", async () => {
    const town = await townOnTheEve(5);
    const settings = { 'pace.accountKeys': 2, 'pace.accountPercent': 1 };
    const result = await town.run({ settings });
    expect(result.summary).toMatchObject({ deactivated: 2, failed: 0 });
    expect(town.keysOf('user-4').map(({ status }) => status)).toEqual(['Inactive', 'Active']);
    expect(town.keysOf('user-0').map(({ status }) => status)).toEqual(['Active', 'Active']);
  });

  it('counts what an earlier run of the same day retired, and starts afresh the next day', async () => {
    const town = await townOnTheEve(5);
    const settings = { 'pace.organizationKeys': 2, 'pace.organizationPercent': 1 };
    await town.run({ settings });
    await town.run({ settings });
    expect(inactive(town)).toBe(2);
    town.days(1);
    await town.run({ settings });
    expect(inactive(town)).toBe(4);
  });

  it('retires nobody where what was retired today cannot be counted', async () => {
    const town = await townOnTheEve(2);
    town.before = ({ operation }) => {
      if (operation === 'secretsmanager:ListSecrets') throw new AwsError('AccessDeniedException', 'no', 400);
    };
    const result = await town.run();
    expect(result.summary).toMatchObject({ deactivated: 0, failed: 0 });
    expect(result.remarks.join()).toContain('no key is retired');
  });

  it('is told by plan as well', async () => {
    const town = await townOnTheEve(5);
    const result = await town.run({ mode: 'plan', settings: { 'pace.accountKeys': 2, 'pace.accountPercent': 1 } });
    expect(result.summary.deactivated).toBe(2);
  });
});

describe('a first-day backlog', () => {
  const townWithBacklog = (): Town => {
    const town = createTown();
    for (let n = 0; n < 5; n += 1) town.user(`user-${n}`, [{ ageDays: 95 + n, usedDaysAgo: 1 }]);
    return town;
  };
  const withTwoKeys = (town: Town): readonly string[] =>
    [0, 1, 2, 3, 4].map((n) => `user-${n}`).filter((name) => town.keysOf(name).length === 2);

  it('spreads over runs, oldest keys first, and the result says who waits', async () => {
    const town = townWithBacklog();
    const settings = { maxRotationsPerRun: 2, parallelUsers: 1 };
    const first = await town.run({ settings });
    expect(first.summary).toMatchObject({ due: 5, rotated: 2, failed: 0 });
    expect(withTwoKeys(town)).toEqual(['user-3', 'user-4']);
    expect(first.remarks.join()).toContain('3 users wait for their new key');
    await town.run({ settings });
    await town.run({ settings });
    expect(withTwoKeys(town)).toHaveLength(5);
  });

  it('spreads by account too, and plan says what apply would do', async () => {
    const town = townWithBacklog();
    const settings = { maxRotationsPerAccount: 1 };
    expect((await town.run({ mode: 'plan', settings })).summary.rotated).toBe(1);
    expect((await town.run({ settings })).summary.rotated).toBe(1);
  });

  it('keeps nobody waiting whom a person named', async () => {
    const town = townWithBacklog();
    const settings = { maxRotationsPerAccount: 1 };
    await town.run({ settings });
    const forced = await town.run({ settings, isForced: true, scope: { users: ['user-0', 'user-1'] } });
    expect(forced.summary.rotated).toBe(2);
  });
});

describe('the breaker', () => {
  it('opens when more than half of an account would be retired in a day: nobody is, and a person is asked', async () => {
    const town = await townOnTheEve(24);
    const result = await town.run({ settings: { 'breaker.percent': 40 } });
    expect(result.summary).toMatchObject({ deactivated: 0, blocked: 24 });
    expect(lineOf(result, 'user-3')).toMatchObject({ reason: 'breaker-open', outcome: 'blocked' });
    expect(inactive(town)).toBe(0);
  });

  it('stays closed at exactly its share', async () => {
    const town = await townOnTheEve(24);
    const settings = { 'breaker.percent': 50, 'pace.accountKeys': 100, 'pace.accountPercent': 100 };
    expect((await town.run({ settings })).summary.deactivated).toBe(24);
  });
});

it('a rotation that was asked for by name, and cannot be, says why', async () => {
  const town = createTown();
  town.user('alice', [{ ageDays: 95, usedDaysAgo: 30 }]);
  await town.run();
  const result = await town.run({ isForced: true, scope: { users: ['alice'] } });
  expect(lineOf(result, 'alice')).toMatchObject({ outcome: 'blocked', reason: 'waiting-install' });
});
