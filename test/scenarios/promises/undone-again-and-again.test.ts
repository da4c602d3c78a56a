import { expect, it } from 'vitest';
import { admin, secretOf } from '../../support/story.ts';
import { createTestOrganization, lineOf } from '../../support/test-organization.ts';

it('an old key that is re-activated every night is a question to a person, not 33 deactivations a year', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 40 }]);
  const [old] = organization.keysOf('alice');
  let deactivations = 0;
  let blocked = 0;
  for (let day = 0; day < 120; day += 1) {
    if (lineOf(await organization.run(), 'alice')?.outcome === 'blocked') blocked += 1;
    organization.days(0.5);
    if (organization.keysOf('alice').find(({ id }) => id === old?.id)?.status === 'Inactive') {
      deactivations += 1;
      admin(organization, 'iam', ['UpdateAccessKey', { UserName: 'alice', AccessKeyId: old?.id, Status: 'Active' }]);
    }
    organization.days(0.5);
  }
  expect(deactivations).toBeLessThanOrEqual(3);
  expect(blocked).toBeGreaterThan(0);
});

it("a secret's policy that is rewritten every night is a question to a person", async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 40 }]);
  let repairs = 0;
  let blocked = 0;
  for (let day = 0; day < 60; day += 1) {
    const from = organization.sent.length;
    if (lineOf(await organization.run(), 'alice')?.outcome === 'blocked') blocked += 1;
    repairs += organization.sent.slice(from).filter((name) => name === 'secretsmanager:PutResourcePolicy').length;
    organization.days(0.5);
    admin(organization, 'secretsmanager', ['DeleteResourcePolicy', { SecretId: secretOf('alice') }]);
    organization.days(0.5);
  }
  expect(repairs).toBeLessThanOrEqual(4); // the first is no repair
  expect(blocked).toBeGreaterThan(0);
});
