import { expect, it } from 'vitest';
import { createTown, MEMBER, REGION, type Town } from '../support/test-organization.ts';

const secretsOf = (town: Town) => town.world.accounts.get(MEMBER)?.secrets.get(REGION);

/** Random stories found it: the claim went with the secret, and the step was taken as if it still stood. */
it('a secret that somebody deletes for good right after the claim takes the claim with it: nothing is created', async () => {
  const town = createTown();
  town.user('alice', [{ ageDays: 91, usedDaysAgo: 1 }]);
  town.after = ({ operation, count }) => {
    if (operation === 'secretsmanager:PutSecretValue' && count === 1) secretsOf(town)?.clear();
  };
  const result = await town.run();
  expect(town.sent).not.toContain('iam:CreateAccessKey');
  expect(result.users).toMatchObject([{ user: 'alice', outcome: 'changed' }]);
  town.after = () => undefined;
  town.days(1);
  const { summary } = await town.run();
  expect(summary).toMatchObject({ rotated: 1, told: 1, failed: 0 });
});
