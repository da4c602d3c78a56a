import { describe, expect, it } from 'vitest';
import { isRegularDay } from '../../src/app/account/regular-day.ts';
import { admin, secretOf } from '../support/story.ts';
import { createTestOrganization, lineOf, MEMBER, type TestOrganization } from '../support/test-organization.ts';

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

describe('users whose old keys are to be deactivated', () => {
  const onTheEve = async (users: number): Promise<TestOrganization> => {
    const organization = createTestOrganization();
    for (let n = 0; n < users; n += 1) organization.user(`user-${n}`, [{ ageDays: 95 + n, usedDaysAgo: 30 }]);
    await organization.run();
    organization.days(3);
    await organization.run();
    organization.days(7);
    return organization;
  };

  it('have the policies of their secrets read once on the regular day, under the claim', async () => {
    const organization = await onTheEve(3);
    while (!isRegularDay(MEMBER, organization.world.now)) organization.days(1);
    const before = organization.sent.length;
    expect((await organization.run()).summary).toMatchObject({ deactivated: 3 });
    const reads = organization.sent
      .slice(before)
      .filter((operation) => operation === 'secretsmanager:GetResourcePolicy');
    expect(reads).toHaveLength(3);
  });

  it.each([
    ['a turn', { 'pace.accountKeys': 1, 'pace.accountPercent': 1 }],
    ['a person, since there are too many', { 'breaker.keys': 1, 'breaker.percent': 1 }],
  ])('and wait for %s, have a changed policy repaired within five days', async (_, settings) => {
    const organization = await onTheEve(8);
    admin(organization, 'secretsmanager', ['DeleteResourcePolicy', { SecretId: secretOf('user-0') }]);
    const repaired: boolean[] = [];
    for (let day = 0; day < 5; day += 1) {
      const { remarks } = await organization.run({ settings });
      repaired.push(remarks.join().includes('user-0 (222222222222): the resource policy of the secret was changed'));
      organization.days(1);
    }
    expect(repaired).toContain(true);
    expect(organization.keysOf('user-0').map(({ status }) => status)).toEqual(['Active', 'Active']);
  });
});
