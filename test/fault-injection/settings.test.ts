import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../src/app/settings/parse.ts';
import { DAY, instant, plus } from '../../src/core/time.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { inProcess, settingsFrom } from '../support/in-process.ts';
import { human, SECRET } from '../support/one-due-user.ts';
import { createOrganization } from '../support/organization.ts';
import { createTestOrganization, lineOf, MEMBER } from '../support/test-organization.ts';
import { liveOn, oneDueUserAtWork } from './life.ts';

/** Settings that are wrong, or change under a rotation: F58 to F66. */

it.each([0, 9, 16, 23])(
  'F61 a user who is exempted on day %i of a cycle is frozen there, and goes on afterwards',
  async (day) => {
    const life = oneDueUserAtWork();
    const { organization } = life;
    const group = { settings: { 'exempt.group': 'vendors' } };
    seed.addGroup(organization.world, MEMBER, 'vendors');
    seed.addGroup(organization.world, '111111111111', 'vendors');
    await liveOn(life, day);
    seed.addToGroup(organization.world, MEMBER, 'vendors', 'alice');
    const before = organization.keysOf('alice');
    for (let n = 0; n < 20; n += 1) {
      expect((await organization.run(group)).apiCalls.writes).toBe(0);
      organization.days(2);
    }
    expect(organization.keysOf('alice')).toEqual(before);
  },
);

describe('a period lowered from 90 to 9', () => {
  it('F63 alone is refused, since the last cycle would not be over', () => {
    const flags = [{ flag: '--rotate-after-days', path: 'rotateAfterDays', value: '9' }];
    const parsed = parseSettings({ flags, file: undefined, environment: {} });
    expect(parsed.ok).toBe(false);
  });

  it('F63 with all other periods creates keys, and retires none: the breaker opens', async () => {
    const organization = createTestOrganization();
    for (let n = 0; n < 30; n += 1) organization.user(`user-${n}`, [{ ageDays: 20, usedDaysAgo: 15 }]);
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
      await organization.run({ settings });
      organization.days(1);
    }
    const result = await organization.run({ settings });
    expect(result.summary.deactivated).toBe(0);
    expect(result.users.map(({ reason }) => reason)).toContain('breaker-open');
    expect([...organization.world.accessKeys.values()].filter(({ status }) => status === 'Inactive')).toEqual([]);
  });
});

it('F64 a secret of another deployment is on hold, whatever is due', async () => {
  const { organization } = oneDueUserAtWork();
  await organization.run();
  organization.days(22);
  const result = await organization.run({ settings: { deployment: 'blue' } });
  expect(lineOf(result, 'alice')).toMatchObject({ reason: 'hold-other-deployment', outcome: 'blocked' });
  expect(result.apiCalls.writes).toBe(0);
});

it('F65 the user whose key keyturn runs with is not rotated, though it is due, and the others are', async () => {
  const settled = createOrganization({ now: instant(Date.UTC(2026, 0, 1, 6)), members: [] });
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
    const life = oneDueUserAtWork();
    const { organization } = life;
    await liveOn(life, Math.max(day, 1));
    human(organization, 'secretsmanager', 'TagResource', {
      SecretId: SECRET,
      Tags: [{ Key: 'keyturn:schema', Value: '99' }],
    });
    const before = organization.keysOf('alice');
    const result = await organization.run();
    expect(lineOf(result, 'alice')).toMatchObject({ reason: 'hold-unknown-schema', outcome: 'blocked' });
    expect(result.apiCalls.writes).toBe(0);
    organization.days(30);
    await organization.run();
    expect(organization.keysOf('alice')).toEqual(before);
  },
);
