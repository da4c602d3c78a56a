import { expect, it } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import { human, organizationWithOneDueUser, runDaily, SECRET, statuses } from '../support/one-due-user.ts';
import { lineOf, type TestOrganization } from '../support/test-organization.ts';

/** Keys are slow that day: the new one is stored, but not yet verified, when a person points AWSCURRENT at it. */
const organizationWithUnverifiedCurrent = async (): Promise<TestOrganization> => {
  const { organization } = organizationWithOneDueUser();
  organization.world.settings.newKeyLagMs = 2 * MINUTE;
  await organization.run();
  organization.world.settings.newKeyLagMs = 5_000;
  const { VersionIdsToStages: versions } = human(organization, 'secretsmanager', 'DescribeSecret', {
    SecretId: SECRET,
  }) as {
    VersionIdsToStages: Record<string, string[]>;
  };
  const holding = (label: string): string | undefined =>
    Object.keys(versions).find((id) => versions[id]?.some((each) => each.startsWith(label)));
  human(organization, 'secretsmanager', 'UpdateSecretVersionStage', {
    SecretId: SECRET,
    VersionStage: 'AWSCURRENT',
    RemoveFromVersionId: holding('AWSCURRENT'),
    MoveToVersionId: holding('KEYTURN_PENDING_'),
  });
  return organization;
};

/** Random stories found it: the old key rightly stayed for ever, and nobody was told why. */
it('a person who points AWSCURRENT at a key that never worked keeps the old key, and is told of it every day', async () => {
  const organization = await organizationWithUnverifiedCurrent();
  const schedule = await runDaily(organization, 40);
  expect(statuses(organization)).toEqual(['Active', 'Active']);
  expect(schedule.at(-1)).toBe('NOTHING blocked');
  expect(lineOf(await organization.run(), 'alice')).toMatchObject({ reason: 'current-unverified', outcome: 'blocked' });
});

it('and who then deletes that key has another one made', async () => {
  const organization = await organizationWithUnverifiedCurrent();
  await runDaily(organization, 3);
  human(organization, 'iam', 'DeleteAccessKey', {
    UserName: 'alice',
    AccessKeyId: organization.keysOf('alice')[1]?.id,
  });
  expect(await runDaily(organization, 3)).toContain('ROTATE done');
  expect(lineOf(await organization.run(), 'alice')).toBeUndefined();
});

it('and who deletes the old key instead is left alone until the other one is due', async () => {
  const organization = await organizationWithUnverifiedCurrent();
  await runDaily(organization, 3);
  human(organization, 'iam', 'DeleteAccessKey', {
    UserName: 'alice',
    AccessKeyId: organization.keysOf('alice')[0]?.id,
  });
  const schedule = await runDaily(organization, 95);
  expect(schedule).not.toContain('NOTHING blocked');
  expect(schedule).toContain('ROTATE done');
});
