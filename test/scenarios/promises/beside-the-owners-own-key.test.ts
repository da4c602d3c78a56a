import { expect, it } from 'vitest';
import { admin, daily } from '../../support/story.ts';
import { createTestOrganization, lineOf } from '../../support/test-organization.ts';

it('an owner who ignored the mail, deleted the old key and made his own is not told that his key in use may go', async () => {
  const organization = createTestOrganization();
  const [old] = organization.user('dev', [{ ageDays: 95, usedDaysAgo: 0 }]);
  await daily(organization, 'dev', { days: 5 });
  admin(organization, 'iam', ['DeleteAccessKey', { UserName: 'dev', AccessKeyId: old?.accessKeyId }]);
  const { AccessKeyId, SecretAccessKey } = admin(organization, 'iam', [
    'CreateAccessKey',
    { UserName: 'dev' },
  ]).AccessKey;
  const own = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  organization.application('dev', own, { everyDays: 1, adopt: 'never' });
  await daily(organization, 'dev', { days: 120 });
  const line = lineOf(await organization.run(), 'dev');
  // The stored key is the one that nobody uses.
  expect(line?.reason).not.toBe('spare-key');
  expect(line?.message ?? '').not.toContain(AccessKeyId);
});
