import { expect, it } from 'vitest';
import { createTestOrganization, MEMBER, REGION, type TestOrganization } from '../support/test-organization.ts';

const secretsOf = (organization: TestOrganization) => organization.world.accounts.get(MEMBER)?.secrets.get(REGION);

/** Random stories found it: the claim went with the secret, and the step was taken as if it still stood. */
it('a secret that somebody deletes for good right after the claim takes the claim with it: nothing is created', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 91, usedDaysAgo: 1 }]);
  organization.after = ({ operation, count }) => {
    if (operation === 'secretsmanager:PutSecretValue' && count === 1) secretsOf(organization)?.clear();
  };
  const result = await organization.run();
  expect(organization.sent).not.toContain('iam:CreateAccessKey');
  expect(result.users).toMatchObject([{ user: 'alice', outcome: 'changed' }]);
  organization.after = () => undefined;
  organization.days(1);
  const { summary } = await organization.run();
  expect(summary).toMatchObject({ rotated: 1, told: 1, failed: 0 });
});
