import { expect, it } from 'vitest';
import { createDeployedOrganization } from './deployed-organization.ts';
import { addUser, keysOf, PAYMENTS, WEB } from './organization.ts';

it("retires the organization's share of a day over all its accounts, and no more in a second run of the day", async () => {
  const deployedOrganization = createDeployedOrganization({
    MaxOrganizationRetirementsPerDay: '1',
    MaxOrganizationRetirementPercentPerDay: '1',
  });
  const unused = { ageDays: 95, usedDaysAgo: 40 };
  addUser(deployedOrganization, PAYMENTS, 'alice', [unused]);
  addUser(deployedOrganization, WEB, 'bob', [unused]);
  const inactive = () =>
    [...keysOf(deployedOrganization, PAYMENTS, 'alice'), ...keysOf(deployedOrganization, WEB, 'bob')].filter(
      (status) => status === 'Inactive',
    );
  // Rotated on day 0 and warned on day 3: on day 10 both old keys may go.
  const passed: number[] = [];
  for (const wait of [0, 3, 7]) {
    deployedOrganization.days(wait);
    await deployedOrganization.daily();
  }
  for (let day = 10; day < 16; day += 1) {
    await deployedOrganization.run();
    passed.push(inactive().length);
    deployedOrganization.days(1);
    await deployedOrganization.daily();
  }
  // One a day at most, each account in its turn: the other two accounts have a turn too.
  expect(passed.at(-1)).toBe(2);
  for (const [index, count] of passed.entries()) expect(count - (passed[index - 1] ?? 0)).toBeLessThanOrEqual(1);
});
