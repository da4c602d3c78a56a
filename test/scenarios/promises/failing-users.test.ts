import { expect, it } from 'vitest';
import * as seed from '../../../src/sandbox/seed.ts';
import { admin, created } from '../../support/story.ts';
import { createTestOrganization, lineOf, MEMBER, MEMBER_ROLE } from '../../support/test-organization.ts';

it('two users whose CreateAccessKey is denied do not use up the rotations of a day', async () => {
  const organization = createTestOrganization();
  for (const n of [1, 2]) organization.user(`old-${n}`, [{ ageDays: 300 + n, usedDaysAgo: 1 }], { path: '/guarded/' });
  for (const n of [1, 2, 3]) organization.user(`user-${n}`, [{ ageDays: 95 + n, usedDaysAgo: 1 }]);
  const Resource = `arn:aws:iam::${MEMBER}:user/guarded/*`;
  const denial = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource }],
  });
  organization.world.accounts.get(MEMBER)?.roles.get(MEMBER_ROLE)?.inlinePolicies.set('deny', denial);
  for (let day = 0; day < 2; day += 1) {
    await organization.run({ settings: { maxRotationsPerRun: 2, parallelUsers: 1 } });
    organization.days(1);
  }
  for (const n of [1, 2, 3]) expect(organization.keysOf(`user-${n}`)).toHaveLength(2);
});

it('an account where a control policy forbids new keys keeps no secrets, and costs few tries', async () => {
  const organization = createTestOrganization();
  for (let n = 0; n < 5; n += 1) organization.user(`svc-${n}`, [{ ageDays: 120, usedDaysAgo: 1 }]);
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: '*' },
  ];
  seed.addScp(organization.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement }));
  for (let day = 0; day < 30; day += 1) {
    await organization.run();
    organization.days(1);
  }
  expect.soft(admin(organization, 'secretsmanager', ['ListSecrets', {}]).SecretList).toHaveLength(0);
  expect.soft(created(organization)).toBeLessThanOrEqual(10);
  expect.soft((await organization.run({ mode: 'plan' })).summary.rotated).toBe(0);
  expect.soft(lineOf(await organization.run(), 'svc-0')?.remedy ?? '').toMatch(/policy/);
});
