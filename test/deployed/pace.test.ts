import { expect, it } from 'vitest';
import { createDeployedOrganization } from './deployed-organization.ts';
import { addUser, keysOf, PAYMENTS, WEB } from './organization.ts';

it("retires the organization's share of a day over all its accounts, and no more in a second run of the day", async () => {
  const company = createDeployedOrganization({
    MaxOrganizationRetirementsPerDay: '1',
    MaxOrganizationRetirementPercentPerDay: '1',
  });
  const unused = { ageDays: 95, usedDaysAgo: 40 };
  addUser(company, PAYMENTS, 'alice', [unused]);
  addUser(company, WEB, 'bob', [unused]);
  const inactive = () =>
    [...keysOf(company, PAYMENTS, 'alice'), ...keysOf(company, WEB, 'bob')].filter((status) => status === 'Inactive');
  // Rotated on day 0 and warned on day 3: on day 10 both old keys may go.
  const passed: number[] = [];
  for (const wait of [0, 3, 7]) {
    company.days(wait);
    await company.daily();
  }
  for (let day = 10; day < 16; day += 1) {
    await company.run();
    passed.push(inactive().length);
    company.days(1);
    await company.daily();
  }
  // One a day at most, each account in its turn: the other two accounts have a turn too.
  expect(passed.at(-1)).toBe(2);
  for (const [index, count] of passed.entries()) expect(count - (passed[index - 1] ?? 0)).toBeLessThanOrEqual(1);
});
