import { expect, it } from 'vitest';
import { admin, daily, secretOf, statuses } from '../support/story.ts';
import { createTestOrganization, type TestOrganization } from '../support/test-organization.ts';

const settings = { adopt: true };

/** A secret that somebody else made, as the AWS sample, and which holds the newest key that there was then. */
const withSecretOfOthers = (ages: readonly number[]): TestOrganization => {
  const organization = createTestOrganization();
  const keys = organization.user(
    'deploy',
    ages.map((ageDays) => ({ ageDays, usedDaysAgo: 1 })),
  );
  const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } = keys.at(-1) ?? {};
  const SecretString = JSON.stringify({ UserName: 'deploy', AccessKeyId, SecretAccessKey });
  admin(organization, 'secretsmanager', [
    'CreateSecret',
    { Name: secretOf('deploy'), ClientRequestToken: '00000000-0000-4000-8000-000000000001', SecretString },
  ]);
  return organization;
};

const switchOff = (organization: TestOrganization, nth: number): void =>
  admin(organization, 'iam', [
    'UpdateAccessKey',
    { UserName: 'deploy', AccessKeyId: organization.keysOf('deploy')[nth]?.id, Status: 'Inactive' },
  ]);

it('the key in a secret that was taken over is not deleted, though somebody switched it off', async () => {
  const organization = withSecretOfOthers([95]);
  organization.days(1);
  admin(organization, 'iam', ['CreateAccessKey', { UserName: 'deploy' }]);
  switchOff(organization, 0);
  organization.days(95);
  const said = await daily(organization, 'deploy', { days: 30, settings });
  expect(said.at(-1)).toBe('NOTHING blocked inactive-named');
  expect(statuses(organization, 'deploy')).toEqual(['Inactive', 'Active']);
});

it('one that was replaced before goes, as the AWS sample would have deleted it', async () => {
  const organization = withSecretOfOthers([190, 95]);
  const [replaced] = organization.keysOf('deploy');
  switchOff(organization, 0);
  const said = await daily(organization, 'deploy', { days: 30, settings });
  expect(said).toContain('DELETE done blocking-inactive-key');
  expect(organization.keysOf('deploy').map(({ id }) => id)).not.toContain(replaced?.id);
});
