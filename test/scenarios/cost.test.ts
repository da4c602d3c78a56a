import { expect, it } from 'vitest';
import { DAY, plus } from '../../src/core/time.ts';
import * as seed from '../../src/sandbox/seed.ts';
import {
  createTestOrganization,
  MANAGEMENT,
  MEMBER_ROLE,
  type TestOrganization,
} from '../support/test-organization.ts';

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` }, Action: 'sts:AssumeRole' }],
});

const reads = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['iam:Get*', 'iam:List*', 'iam:GenerateCredentialReport', 'secretsmanager:List*'],
      Resource: '*',
    },
  ],
});

const addFreshAccounts = (organization: TestOrganization, accounts: number, users: number): void => {
  for (let a = 0; a < accounts; a += 1) {
    const id = `5${String(a).padStart(11, '0')}`;
    seed.addAccount(organization.world, { id, name: `team-${a}`, email: `team-${a}@example.com` });
    seed.addRole(organization.world, id, { name: MEMBER_ROLE, trustPolicy: trust, policies: { reads } });
    for (let u = 0; u < users; u += 1) {
      seed.addUser(organization.world, id, { name: `user-${u}` });
      seed.addKey(organization.world, id, `user-${u}`, { createdAt: plus(organization.world.now, -(u % 80) * DAY) });
    }
  }
};

it('accounts are worked while the list is still paging', async () => {
  const organization = createTestOrganization();
  addFreshAccounts(organization, 98, 2);
  await organization.run({ settings: { parallelAccounts: 5 } });
  expect(organization.sent.indexOf('sts:AssumeRole')).toBeLessThan(
    organization.sent.lastIndexOf('organizations:ListAccounts'),
  );
  expect(organization.sent.filter((operation) => operation === 'sts:AssumeRole')).toHaveLength(100);
});

it('finding out that nothing is due costs three requests an account, and two more every fifth day, however many users it has', async () => {
  const organization = createTestOrganization();
  addFreshAccounts(organization, 98, 100);
  const first = await organization.run({ mode: 'plan' });
  expect(first.summary).toMatchObject({ accounts: 100, users: 9800, keys: 9800, due: 0 });
  // 100 accounts in five pages, and who we are.
  const overhead = 5 + 1;
  const onRegularDays = 20 * 2;
  expect(first.apiCalls.total).toBe(overhead + 100 * 3 + onRegularDays);
  const again = await organization.run({ mode: 'plan' });
  expect(again.apiCalls.total).toBe(overhead + 100 * 3 + onRegularDays);
});

const LOOKS = ['iam:GetUser', 'iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'];
const looksIn = async (organization: TestOrganization, settings = {}): Promise<number> => {
  const before = organization.sent.length;
  await organization.run({ settings });
  return organization.sent.slice(before).filter((operation) => LOOKS.includes(operation)).length;
};

it('several young keys that keyturn never had to do with cost one request an account, the list of secrets', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 40 }, { ageDays: 60, usedDaysAgo: 1 }]);
  organization.user('bob', [{ ageDays: 40 }, { ageDays: 200, status: 'Inactive' }]);
  expect(await looksIn(organization)).toBe(0);
  expect(organization.sent.filter((operation) => operation === 'secretsmanager:ListSecrets')).toHaveLength(1);
});

it.each([
  [
    'an inactive key that the organization has deleted',
    [{ ageDays: 40 }, { ageDays: 200, status: 'Inactive' }],
    'delete',
  ],
  ['a key that is due', [{ ageDays: 40 }, { ageDays: 91 }], 'report'],
  ['no active key', [{ ageDays: 40, status: 'Inactive' }], 'report'],
] as const)('a user with %s is looked at live', async (_, keys, inactiveKeys) => {
  const organization = createTestOrganization();
  organization.user('alice', keys);
  expect(await looksIn(organization, { inactiveKeys })).toBeGreaterThan(2);
});

it('two young keys in a forced rotation are looked after as soon as a date comes', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 40 }]);
  await organization.run({ scope: { users: ['alice'] }, isForced: true });
  expect(organization.keysOf('alice')).toHaveLength(2);
  const steps: string[] = [];
  for (let day = 1; day <= 40; day += 1) {
    organization.days(1);
    const { users } = await organization.run();
    steps.push(...users.map(({ step }) => `${step} on day ${day}`));
  }
  expect(steps).toEqual(['WARN on day 3', 'DEACTIVATE on day 10', 'ANNOUNCE on day 13', 'DELETE on day 20']);
});
