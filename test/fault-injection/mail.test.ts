import { describe, expect, it } from 'vitest';
import { DAY, plus } from '../../src/core/time.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { organizationWithOneDueUser } from '../support/one-due-user.ts';
import { createTestOrganization, MANAGEMENT, MEMBER } from '../support/test-organization.ts';
import { dieAt, endsWell, liveOn, liveToTheEnd, liveUntil, mend, oneDueUserAtWork, throttled, WELL } from './life.ts';

/** Mails that are not sent, or whose sending is not noted: F51 to F57. */

it('F51 SES that is down for ten days delays everything by as much: no clock runs before the owner is told', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  organization.world.settings.sesOutage = {
    from: organization.world.now,
    until: plus(organization.world.now, 10 * DAY),
  };
  await liveOn(life, 24);
  expect(organization.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
  expect(organization.world.mailbox.length).toBeGreaterThan(0);
  await liveToTheEnd(life);
  expect(endsWell(life)).toEqual(WELL);
});

it('F53 in the SES sandbox, which mails verified addresses alone, nobody counts as told', async () => {
  const { organization } = organizationWithOneDueUser();
  seed.setSesAccount(organization.world, MANAGEMENT, { sandboxed: true, region: 'us-east-1' });
  const result = await organization.run();
  expect(result.summary).toMatchObject({ rotated: 1, told: 0 });
  for (const days of [1, 20, 7, 7]) {
    organization.days(days);
    await organization.run();
  }
  expect(organization.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
});

it('F53 a daily quota that is used up leaves the rest for later days, untold and untouched', async () => {
  const organization = createTestOrganization();
  for (let n = 0; n < 3; n += 1) {
    const id = `44444444444${n}`;
    seed.addAccount(organization.world, { id, name: `team-${n}`, email: `team-${n}@example.com` });
    const from = seed.accountById(organization.world, MEMBER);
    for (const [name, role] of from.roles)
      seed.accountById(organization.world, id).roles.set(name, { ...role, arn: role.arn.replace(MEMBER, id) });
    seed.addUser(organization.world, id, { name: 'alice' });
    seed.addKey(organization.world, id, 'alice', { createdAt: plus(organization.world.now, -95 * DAY) });
  }
  seed.setSesAccount(organization.world, MANAGEMENT, { sandboxed: false, max24HourSend: 1, region: 'us-east-1' });
  expect((await organization.run()).summary).toMatchObject({ rotated: 3, told: 1 });
  for (let day = 0; day < 7; day += 1) {
    organization.days(1);
    await organization.run();
  }
  expect(new Set(organization.world.mailbox.map(({ to }) => to.join())).size).toBe(3);
});

it('F54 a run that dies between the mail and its note repeats the mail once, and not the same day', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  organization.after = ({ operation }) => {
    if (operation === 'sesv2:SendEmail') dieAt(organization, -1);
  };
  await organization.run().catch(() => undefined);
  expect(organization.world.mailbox).toHaveLength(1);
  mend(organization);
  await organization.run();
  await organization.run();
  expect(organization.world.mailbox).toHaveLength(1);
  await liveOn(life, 9);
  expect(organization.world.mailbox).toHaveLength(2);
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
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }], owner === undefined ? {} : { tags: { owner } });
    await organization.run({ settings: { ownerTag: 'owner' } });
    expect(organization.world.mailbox.map(({ to, cc }) => [...to, ...cc])).toEqual([[recipient]]);
  });
});

it('F55 a note that always fails keeps the mail back, and starts no clock', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  await liveUntil(life, 14);
  const before = organization.world.mailbox.length;
  organization.before = ({ operation }) => {
    if (operation === 'secretsmanager:TagResource') throw throttled();
  };
  const history = await liveOn(life, 20);
  expect(organization.world.mailbox.length).toBe(before);
  expect(new Set(history)).toEqual(new Set(['WARN failed']));
  expect(organization.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
});
