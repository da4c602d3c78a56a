import { expect, it } from 'vitest';
import { created, daily } from '../../support/story.ts';
import { createTestOrganization } from '../../support/test-organization.ts';

it('with unusedKeys: retire, a key last used 900 days ago gets no successor', async () => {
  const organization = createTestOrganization();
  organization.user('dormant', [{ ageDays: 1000, usedDaysAgo: 900 }]);
  await daily(organization, 'dormant', { days: 130, settings: { unusedKeys: 'retire' } });
  expect(created(organization)).toBe(0);
});

it('a successor that nobody ever fetched or used is not renewed', async () => {
  const organization = createTestOrganization();
  organization.user('dormant', [{ ageDays: 1000, usedDaysAgo: 900 }]);
  await daily(organization, 'dormant', { days: 400 });
  expect(created(organization)).toBeLessThanOrEqual(1);
});
