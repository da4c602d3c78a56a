import { expect, it } from 'vitest';
import { DAY, plus } from '../../src/core/time.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { createTown, MANAGEMENT, MEMBER_ROLE, type Town } from './town.ts';

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` }, Action: 'sts:AssumeRole' }],
});

const reads = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['iam:Get*', 'iam:List*', 'iam:GenerateCredentialReport'], Resource: '*' }],
});

const addFreshAccounts = (town: Town, accounts: number, users: number): void => {
  for (let a = 0; a < accounts; a += 1) {
    const id = `5${String(a).padStart(11, '0')}`;
    seed.addAccount(town.world, { id, name: `team-${a}`, email: `team-${a}@example.com` });
    seed.addRole(town.world, id, { name: MEMBER_ROLE, trustPolicy: trust, policies: { reads } });
    for (let u = 0; u < users; u += 1) {
      seed.addUser(town.world, id, { name: `user-${u}` });
      seed.addKey(town.world, id, `user-${u}`, { createdAt: plus(town.world.now, -(u % 80) * DAY) });
    }
  }
};

it('accounts are worked while the list is still paging', async () => {
  const town = createTown();
  addFreshAccounts(town, 98, 2);
  await town.run({ settings: { parallelAccounts: 5 } });
  expect(town.sent.indexOf('sts:AssumeRole')).toBeLessThan(town.sent.lastIndexOf('organizations:ListAccounts'));
  expect(town.sent.filter((operation) => operation === 'sts:AssumeRole')).toHaveLength(100);
});

it('finding out that nothing is due costs three requests an account, however many users it has', async () => {
  const town = createTown();
  addFreshAccounts(town, 98, 100);
  const first = await town.run({ mode: 'plan' });
  expect(first.summary).toMatchObject({ accounts: 100, users: 9800, keys: 9800, due: 0 });
  // 100 accounts in five pages, and who we are.
  const overhead = 5 + 1;
  expect(first.apiCalls.total).toBe(overhead + 100 * 3);
  const again = await town.run({ mode: 'plan' });
  expect(again.apiCalls.total).toBe(overhead + 100 * 3);
});
