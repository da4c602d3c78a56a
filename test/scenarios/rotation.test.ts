import { expect, it } from 'vitest';
import { createTestOrganization, lineOf } from '../support/test-organization.ts';

it('gives a user with a due key a successor that works, is stored, and was told', async () => {
  const organization = createTestOrganization();
  const [old] = organization.user('alice', [{ ageDays: 100, usedDaysAgo: 1 }]);
  if (!old) throw new Error('no key');
  const result = await organization.run();
  expect(result.incomplete).toBe(false);
  expect(lineOf(result, 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done', reason: 'key-due' });
  expect(result.summary).toMatchObject({ due: 1, rotated: 1, told: 1, failed: 0 });
  expect(organization.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
  const stored = JSON.parse(organization.read('alice', old)) as Record<string, string>;
  expect(stored.AccessKeyId).toBe(organization.keysOf('alice')[1]?.id);
  expect(organization.world.mailbox).toHaveLength(1);
});

it('writes nothing in a second run straight after the first', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 100, usedDaysAgo: 1 }]);
  await organization.run();
  const again = await organization.run();
  expect(again.apiCalls.writes).toBe(0);
  expect(again.users).toEqual([]);
});

it('retires the old key after the owner switched: warned, deactivated, announced, deleted', async () => {
  const organization = createTestOrganization();
  const [old] = organization.user('alice', [{ ageDays: 91, usedDaysAgo: 0 }]);
  if (!old) throw new Error('no key');
  const app = organization.application('alice', old, { everyDays: 0.5, adopt: { afterDays: 5 } });
  const schedule: string[] = [];
  for (let day = 0; day <= 60; day += 1) {
    const line = lineOf(await organization.run(), 'alice');
    if (line) schedule.push(`${day} ${line.step} ${line.outcome}`);
    organization.days(1);
  }
  expect(app.interruptions).toEqual([]);
  // Adopted on day 5: quiet on day 19, warned then, and 7 days later deactivated; 10 days later deleted.
  expect(schedule).toEqual([
    '0 ROTATE done',
    '19 WARN done',
    '26 DEACTIVATE done',
    '29 ANNOUNCE done',
    '36 DELETE done',
  ]);
  expect(organization.keysOf('alice')).toHaveLength(1);
});
