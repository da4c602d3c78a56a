import { describe, expect, it } from 'vitest';
import { DAY, plus } from '../../src/core/time.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { townWithAlice } from '../support/one-due-user.ts';
import { createTown, MANAGEMENT, MEMBER } from '../support/test-organization.ts';
import { aliceAtWork, dieAt, endsWell, liveOn, liveToTheEnd, liveUntil, mend, throttled, WELL } from './life.ts';

/** Mails that are not sent, or whose sending is not noted: F51 to F57. */

it('F51 SES that is down for ten days delays everything by as much: no clock runs before the owner is told', async () => {
  const life = aliceAtWork();
  const { town } = life;
  town.world.settings.sesOutage = { from: town.world.now, until: plus(town.world.now, 10 * DAY) };
  await liveOn(life, 24);
  expect(town.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
  expect(town.world.mailbox.length).toBeGreaterThan(0);
  await liveToTheEnd(life);
  expect(endsWell(life)).toEqual(WELL);
});

it('F53 in the SES sandbox, which mails verified addresses alone, nobody counts as told', async () => {
  const { town } = townWithAlice();
  seed.setSesAccount(town.world, MANAGEMENT, { sandboxed: true, region: 'us-east-1' });
  const result = await town.run();
  expect(result.summary).toMatchObject({ rotated: 1, told: 0 });
  for (const days of [1, 20, 7, 7]) {
    town.days(days);
    await town.run();
  }
  expect(town.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
});

it('F53 a daily quota that is used up leaves the rest for later days, untold and untouched', async () => {
  const town = createTown();
  for (let n = 0; n < 3; n += 1) {
    const id = `44444444444${n}`;
    seed.addAccount(town.world, { id, name: `team-${n}`, email: `team-${n}@example.com` });
    const from = seed.accountById(town.world, MEMBER);
    for (const [name, role] of from.roles)
      seed.accountById(town.world, id).roles.set(name, { ...role, arn: role.arn.replace(MEMBER, id) });
    seed.addUser(town.world, id, { name: 'alice' });
    seed.addKey(town.world, id, 'alice', { createdAt: plus(town.world.now, -95 * DAY) });
  }
  seed.setSesAccount(town.world, MANAGEMENT, { sandboxed: false, max24HourSend: 1, region: 'us-east-1' });
  expect((await town.run()).summary).toMatchObject({ rotated: 3, told: 1 });
  for (let day = 0; day < 7; day += 1) {
    town.days(1);
    await town.run();
  }
  expect(new Set(town.world.mailbox.map(({ to }) => to.join())).size).toBe(3);
});

it('F54 a run that dies between the mail and its note repeats the mail once, and not the same day', async () => {
  const life = aliceAtWork();
  const { town } = life;
  town.after = ({ operation }) => {
    if (operation === 'sesv2:SendEmail') dieAt(town, -1);
  };
  await town.run().catch(() => undefined);
  expect(town.world.mailbox).toHaveLength(1);
  mend(town);
  await town.run();
  await town.run();
  expect(town.world.mailbox).toHaveLength(1);
  await liveOn(life, 9);
  expect(town.world.mailbox).toHaveLength(2);
});

describe('an owner tag', () => {
  it.each([
    ['that is missing', undefined, 'payments@example.com'],
    ['that is empty', '', 'payments@example.com'],
    ['that is no address', 'the ops team', 'payments@example.com'],
    ['that names another domain', 'eve@evil.com', 'payments@example.com'],
    ['that adds a recipient', 'ann@example.com, eve@evil.com', 'payments@example.com'],
    ['that adds a header', 'ann@example.com\r\nBcc: eve@evil.com', 'payments@example.com'],
    ['that adds a header before', 'Bcc: eve\r\nTo: ann@example.com', 'payments@example.com'],
    ['that is in order', 'ann@example.com', 'ann@example.com'],
  ])('F56 %s: the mail goes to the one plain address that is allowed', async (_, owner, recipient) => {
    const town = createTown();
    town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }], owner === undefined ? {} : { tags: { owner } });
    await town.run({ settings: { ownerTag: 'owner' } });
    expect(town.world.mailbox.map(({ to, cc }) => [...to, ...cc])).toEqual([[recipient]]);
  });
});

it('F55 a note that always fails keeps the mail back, and starts no clock', async () => {
  const life = aliceAtWork();
  const { town } = life;
  await liveUntil(life, 14);
  const before = town.world.mailbox.length;
  town.before = ({ operation }) => {
    if (operation === 'secretsmanager:TagResource') throw throttled();
  };
  const story = await liveOn(life, 20);
  expect(town.world.mailbox.length).toBe(before);
  expect(new Set(story)).toEqual(new Set(['WARN failed']));
  expect(town.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
});
