import { expect, it } from 'vitest';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { admin, created, daily } from '../../support/story.ts';
import { createTestOrganization, lineOf, type TestOrganization } from '../../support/test-organization.ts';

/** Nobody looked: the old key fell quiet, was warned of, deactivated, announced and deleted. */
const withoutOldKey = async (): Promise<{ organization: TestOrganization; successor: string }> => {
  const organization = createTestOrganization();
  organization.user('dev', [{ ageDays: 95, usedDaysAgo: 40 }]);
  await daily(organization, 'dev', { days: 40 });
  const [successor, ...more] = organization.keysOf('dev');
  if (successor === undefined || more.length > 0) throw new Error('the old key is still there');
  return { organization, successor: successor.id };
};

const keyByHand = (organization: TestOrganization): SandboxCredentials => {
  const { AccessKeyId, SecretAccessKey } = admin(organization, 'iam', [
    'CreateAccessKey',
    { UserName: 'dev' },
  ]).AccessKey;
  organization.days(1);
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
};

it('F75 an owner who comes back when the old key is gone fetches the new one with any key that he is given', async () => {
  const { organization, successor } = await withoutOldKey();
  organization.days(20);
  const lent = keyByHand(organization);
  expect(organization.read('dev', lent)).toContain(successor);
  admin(organization, 'iam', ['DeleteAccessKey', { UserName: 'dev', AccessKeyId: lent.accessKeyId }]);
  await daily(organization, 'dev', { days: 60 });
  // It was fetched: so it is renewed when it is due, like any other.
  expect(created(organization)).toBe(2);
});

it('F75 and where nobody comes back, no second key is made: the owner is asked, with what to do', async () => {
  const { organization, successor } = await withoutOldKey();
  await daily(organization, 'dev', { days: 80 });
  expect(created(organization)).toBe(1);
  const line = lineOf(await organization.run(), 'dev');
  expect(line).toMatchObject({ outcome: 'blocked', reason: 'uncollected' });
  expect(line?.remedy).toContain(successor);
});
