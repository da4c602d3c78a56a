import { expect, it } from 'vitest';
import type { RunResult } from '../../../src/app/results/result.ts';
import { admin, secretOf } from '../../support/story.ts';
import { createTestOrganization, lineOf, type TestOrganization } from '../../support/test-organization.ts';

/** In a second cycle: two keys of keyturn's, both active, and AWSCURRENT on the younger. */
const inSecondCycle = async () => {
  const organization = createTestOrganization();
  const [first] = organization.user('dev', [{ ageDays: 95, usedDaysAgo: 1 }]);
  if (first === undefined) throw new Error('no key');
  organization.application('dev', first, { everyDays: 0.5, adopt: 'at-once' });
  for (let day = 0; day < 40; day += 1) {
    await organization.run();
    organization.days(1);
  }
  await organization.run({ scope: { users: ['dev'] }, isForced: true });
  const [older, younger] = organization.keysOf('dev').map(({ id }) => id);
  return { organization, older: String(older), younger: String(younger) };
};

/** A person moves AWSCURRENT to the version with this label. */
const moveTo = (organization: TestOrganization, label: string): void => {
  const SecretId = secretOf('dev');
  const { VersionIdsToStages } = admin(organization, 'secretsmanager', ['DescribeSecret', { SecretId }]);
  const versions = Object.entries(VersionIdsToStages as Record<string, string[]>);
  const holding = (name: string) => versions.find(([, labels]) => labels.includes(name))?.[0];
  admin(organization, 'secretsmanager', [
    'UpdateSecretVersionStage',
    {
      SecretId,
      VersionStage: 'AWSCURRENT',
      RemoveFromVersionId: holding('AWSCURRENT'),
      MoveToVersionId: holding(label),
    },
  ]);
};

/** A version that keyturn did not write takes AWSCURRENT by itself. */
const putOwnVersion = (organization: TestOrganization, key: string): void => {
  const SecretString = JSON.stringify({ UserName: 'dev', AccessKeyId: key, SecretAccessKey: 'unknown' });
  const input = { SecretId: secretOf('dev'), SecretString, ClientRequestToken: '00000000-0000-4000-8000-000000000001' };
  admin(organization, 'secretsmanager', ['PutSecretValue', input]);
};

type Keys = { readonly older: string; readonly younger: string };

it.each<[string, string, (organization: TestOrganization, keys: Keys) => void]>([
  [
    'a key that a person switched off',
    'which is inactive',
    (organization, { older }) => {
      admin(organization, 'iam', ['UpdateAccessKey', { UserName: 'dev', AccessKeyId: older, Status: 'Inactive' }]);
      moveTo(organization, 'AWSPREVIOUS');
    },
  ],
  [
    'a version of a stranger, with a key of keyturn’s in it',
    'did not write',
    (organization, { younger }) => putOwnVersion(organization, younger),
  ],
  [
    'a version of a stranger, with a key of his own in it',
    'did not write',
    (organization) => putOwnVersion(organization, 'AKIAEXAMPLEEXAMPLE00'),
  ],
])('F73 AWSCURRENT that a person puts on %s is reported in the next run', async (_, words, put) => {
  const { organization, ...keys } = await inSecondCycle();
  put(organization, keys);
  organization.days(1);
  const result: RunResult = await organization.run();
  expect(lineOf(result, 'dev')).toMatchObject({ outcome: 'blocked', reason: 'current-unusable' });
  expect(lineOf(result, 'dev')?.message).toContain(words);
});
