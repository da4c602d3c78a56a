import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../src/app/settings/parse.ts';
import { DAY, instant, plus } from '../../src/core/time.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { inProcess, settingsFrom } from '../support/in-process.ts';
import { human, SECRET } from '../support/one-due-user.ts';
import { organization } from '../support/organization.ts';
import { createTown, lineOf, MEMBER } from '../support/test-organization.ts';
import { aliceAtWork, liveOn } from './life.ts';

/** Settings that are wrong, or change under a rotation: F58 to F66. */

it.each([0, 9, 16, 23])(
  'F61 a user who is exempted on day %i of a cycle is frozen there, and goes on afterwards',
  async (day) => {
    const life = aliceAtWork();
    const { town } = life;
    const group = { settings: { 'exempt.group': 'vendors' } };
    seed.addGroup(town.world, MEMBER, 'vendors');
    seed.addGroup(town.world, '111111111111', 'vendors');
    await liveOn(life, day);
    seed.addToGroup(town.world, MEMBER, 'vendors', 'alice');
    const before = town.keysOf('alice');
    for (let n = 0; n < 20; n += 1) {
      expect((await town.run(group)).apiCalls.writes).toBe(0);
      town.days(2);
    }
    expect(town.keysOf('alice')).toEqual(before);
  },
);

describe('a period lowered from 90 to 9', () => {
  it('F63 alone is refused, since the last cycle would not be over', () => {
    const flags = [{ flag: '--rotate-after-days', path: 'rotateAfterDays', value: '9' }];
    const parsed = parseSettings({ flags, file: undefined, environment: {} });
    expect(parsed.ok).toBe(false);
  });

  it('F63 with all other periods creates keys, and retires none: the breaker opens', async () => {
    const town = createTown();
    for (let n = 0; n < 30; n += 1) town.user(`user-${n}`, [{ ageDays: 20, usedDaysAgo: 15 }]);
    const settings = {
      rotateAfterDays: 9,
      installGraceDays: 3,
      recoveryGraceDays: 3,
      warnDays: 2,
      quietDays: 2,
      'pace.accountKeys': 1_000,
      'pace.organizationKeys': 1_000,
      'breaker.percent': 49,
    };
    for (let day = 0; day < 8; day += 1) {
      await town.run({ settings });
      town.days(1);
    }
    const result = await town.run({ settings });
    expect(result.summary.deactivated).toBe(0);
    expect(result.users.map(({ reason }) => reason)).toContain('breaker-open');
    expect([...town.world.accessKeys.values()].filter(({ status }) => status === 'Inactive')).toEqual([]);
  });
});

it('F64 a secret of another deployment is on hold, whatever is due', async () => {
  const { town } = aliceAtWork();
  await town.run();
  town.days(22);
  const result = await town.run({ settings: { deployment: 'blue' } });
  expect(lineOf(result, 'alice')).toMatchObject({ reason: 'hold-other-deployment', outcome: 'blocked' });
  expect(result.apiCalls.writes).toBe(0);
});

it('F65 the user whose key keyturn runs with is not rotated, though it is due, and the others are', async () => {
  const settled = organization({ now: instant(Date.UTC(2026, 0, 1, 6)), members: [] });
  const { world, management } = settled;
  for (const name of ['runner', 'alice']) {
    seed.addUser(world, management.id, { name });
    seed.attachUserPolicy(world, management.id, name, seed.ADMINISTRATOR_ACCESS);
  }
  const old = { createdAt: plus(world.now, -100 * DAY) };
  const operator = seed.addKey(world, management.id, 'runner', old);
  seed.addKey(world, management.id, 'alice', old);
  const { apply } = inProcess({ ...settled, operator }, settingsFrom({}));
  await apply();
  const keysOf = (name: string) => seed.userByName(world, management.id, name).keys.length;
  expect([keysOf('runner'), keysOf('alice')]).toEqual([1, 2]);
});

it.each([0, 1, 15, 22, 25])(
  'F66 a secret that a newer keyturn wrote is on hold on day %i of its cycle',
  async (day) => {
    const life = aliceAtWork();
    const { town } = life;
    await liveOn(life, Math.max(day, 1));
    human(town, 'secretsmanager', 'TagResource', { SecretId: SECRET, Tags: [{ Key: 'keyturn:schema', Value: '99' }] });
    const before = town.keysOf('alice');
    const result = await town.run();
    expect(lineOf(result, 'alice')).toMatchObject({ reason: 'hold-unknown-schema', outcome: 'blocked' });
    expect(result.apiCalls.writes).toBe(0);
    town.days(30);
    await town.run();
    expect(town.keysOf('alice')).toEqual(before);
  },
);
