import { expect, it } from 'vitest';
import { created } from '../../support/story.ts';
import { createTestOrganization, lineOf } from '../../support/test-organization.ts';

it('a forced rotation that made no key, since an inactive key holds the slot, is not "done" and names a remedy', async () => {
  const organization = createTestOrganization();
  organization.user('bob', [
    { ageDays: 200, status: 'Inactive' },
    { ageDays: 30, usedDaysAgo: 1 },
  ]);
  const line = lineOf(await organization.run({ isForced: true, scope: { users: ['bob'] } }), 'bob');
  if (created(organization) > 0) return; // a slot that was freed safely is as good
  expect(line?.outcome).not.toBe('done');
  expect(line?.remedy).toBeTruthy();
});
