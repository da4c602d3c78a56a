import { expect, it } from 'vitest';
import { suppressAddress } from '../../src/sandbox/seed.ts';
import { createDeployedOrganization } from './deployed-organization.ts';
import { addUser, keysOf, PAYMENTS, PRIMARY, REGION, WEB } from './organization.ts';

const DUE = { ageDays: 95, usedDaysAgo: 20 };
const DAYS = 40;

it('an owner whose address is on the suppression list of SES counts as not told: no old key is touched', async () => {
  const organization = createDeployedOrganization();
  for (const account of [PAYMENTS, WEB]) addUser(organization, account, 'ann', [DUE]);
  suppressAddress(organization.world, PRIMARY, 'payments@example.com', REGION);
  const first = await organization.daily();
  expect(first.result.summary).toMatchObject({ rotated: 2 });
  expect(first.result.users).toMatchObject([
    { account: PAYMENTS, outcome: 'failed', message: expect.stringContaining("the account's suppression list of SES") },
    { account: WEB, outcome: 'done' },
  ]);
  expect(JSON.stringify(first.result)).not.toContain('payments@example.com is');
  for (let day = 0; day < DAYS; day += 1) {
    organization.days(1);
    await organization.daily();
  }
  expect(keysOf(organization, PAYMENTS, 'ann')).toEqual(['Active', 'Active']);
  expect(keysOf(organization, WEB, 'ann')).not.toEqual(['Active', 'Active']);
});
