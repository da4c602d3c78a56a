import { expect, it } from 'vitest';
import { admin } from '../support/story.ts';
import { createTestOrganization, lineOf, type TestOrganization } from '../support/test-organization.ts';

/** Whoever looks young and settled by the report, and whose secret is odd: AWSCURRENT names a key that is gone. */
const withOddSecret = async (): Promise<TestOrganization> => {
  const organization = createTestOrganization();
  const [old] = organization.user('deploy', [{ ageDays: 95, usedDaysAgo: 1 }]);
  await organization.run();
  admin(organization, 'iam', ['DeleteAccessKey', { UserName: 'deploy', AccessKeyId: old?.accessKeyId }]);
  const [successor] = organization.keysOf('deploy');
  // A young active key beside, by which the report alone would leave the user alone.
  admin(organization, 'iam', ['CreateAccessKey', { UserName: 'deploy' }]);
  admin(organization, 'iam', ['DeleteAccessKey', { UserName: 'deploy', AccessKeyId: successor?.id }]);
  // Then the report knows it too.
  organization.days(1);
  return organization;
};

it.each(['plan', 'apply'] as const)(
  '%s finds an odd secret within five days, where nothing else is due',
  async (mode) => {
    const organization = await withOddSecret();
    const said: (string | undefined)[] = [];
    for (let day = 0; day < 5; day += 1) {
      said.push(lineOf(await organization.run({ mode }), 'deploy')?.reason);
      organization.days(1);
    }
    expect(said.filter((reason) => reason !== undefined)).toHaveLength(1);
  },
);
