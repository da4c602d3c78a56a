import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDeployedOrganization } from './deployed-organization.ts';
import { addUser, keysOf, PAYMENTS, WEB } from './organization.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('one account that always fails does not slow down the retirements of another', async () => {
  const deployedOrganization = createDeployedOrganization();
  const users = Array.from({ length: 15 }, (_, n) => `user-${n}`);
  for (const user of users) addUser(deployedOrganization, PAYMENTS, user, [{ ageDays: 95, usedDaysAgo: 40 }]);
  deployedOrganization.world.accounts.get(WEB)?.roles.clear();
  for (let day = 0; day < 12; day += 1) {
    await deployedOrganization.daily();
    deployedOrganization.days(1);
  }
  // With no failing account all 15 are deactivated on day 10.
  expect(users.filter((user) => keysOf(deployedOrganization, PAYMENTS, user).includes('Inactive'))).toHaveLength(15);
});
