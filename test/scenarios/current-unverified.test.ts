import { expect, it } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import { human, runDaily, SECRET, statuses, townWithAlice } from '../support/one-due-user.ts';
import { lineOf, type Town } from '../support/test-organization.ts';

/** Keys are slow that day: the new one is stored, but not yet verified, when a person points AWSCURRENT at it. */
const townWithUnverifiedCurrent = async (): Promise<Town> => {
  const { town } = townWithAlice();
  town.world.settings.newKeyLagMs = 2 * MINUTE;
  await town.run();
  town.world.settings.newKeyLagMs = 5_000;
  const { VersionIdsToStages: versions } = human(town, 'secretsmanager', 'DescribeSecret', { SecretId: SECRET }) as {
    VersionIdsToStages: Record<string, string[]>;
  };
  const holding = (label: string): string | undefined =>
    Object.keys(versions).find((id) => versions[id]?.some((each) => each.startsWith(label)));
  human(town, 'secretsmanager', 'UpdateSecretVersionStage', {
    SecretId: SECRET,
    VersionStage: 'AWSCURRENT',
    RemoveFromVersionId: holding('AWSCURRENT'),
    MoveToVersionId: holding('KEYTURN_PENDING_'),
  });
  return town;
};

/** Random stories found it: the old key rightly stayed for ever, and nobody was told why. */
it('a person who points AWSCURRENT at a key that never worked keeps the old key, and is told of it every day', async () => {
  const town = await townWithUnverifiedCurrent();
  const story = await runDaily(town, 40);
  expect(statuses(town)).toEqual(['Active', 'Active']);
  expect(story.at(-1)).toBe('NOTHING blocked');
  expect(lineOf(await town.run(), 'alice')).toMatchObject({ reason: 'current-unverified', outcome: 'blocked' });
});

it('and who then deletes that key has another one made', async () => {
  const town = await townWithUnverifiedCurrent();
  await runDaily(town, 3);
  human(town, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: town.keysOf('alice')[1]?.id });
  expect(await runDaily(town, 3)).toContain('ROTATE done');
  expect(lineOf(await town.run(), 'alice')).toBeUndefined();
});

it('and who deletes the old key instead is left alone until the other one is due', async () => {
  const town = await townWithUnverifiedCurrent();
  await runDaily(town, 3);
  human(town, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: town.keysOf('alice')[0]?.id });
  const story = await runDaily(town, 95);
  expect(story).not.toContain('NOTHING blocked');
  expect(story).toContain('ROTATE done');
});
