import { expect, it } from 'vitest';
import { createTestOrganization, MEMBER, REGION, type TestOrganization } from '../support/test-organization.ts';

const secretsOf = (organization: TestOrganization) => organization.world.accounts.get(MEMBER)?.secrets.get(REGION);

/** Random stories found it: the claim went with the secret, and the step was taken as if it still stood. */
it('a secret that somebody deletes for good right after the claim takes the claim with it: nothing is created before there is another', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 91, usedDaysAgo: 1 }]);
  organization.after = ({ operation, count }) => {
    if (operation === 'secretsmanager:PutSecretValue' && count === 1) secretsOf(organization)?.clear();
  };
  const result = await organization.run();
  const calls = organization.sent.filter((name) => /:Create/.test(name));
  expect(calls).toEqual(['secretsmanager:CreateSecret', 'secretsmanager:CreateSecret', 'iam:CreateAccessKey']);
  expect(result.summary).toMatchObject({ rotated: 1, told: 1, failed: 0 });
});
