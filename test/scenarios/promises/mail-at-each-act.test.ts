import { expect, it } from 'vitest';
import { admin } from '../../support/story.ts';
import { createTestOrganization, lineOf, type TestOrganization } from '../../support/test-organization.ts';

const deactivated = async (): Promise<{ organization: TestOrganization; mails: number }> => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 40 }]);
  for (let day = 0; day < 60; day += 1) {
    const from = organization.world.mailbox.length;
    if (lineOf(await organization.run(), 'alice')?.step === 'DEACTIVATE')
      return { organization, mails: organization.world.mailbox.length - from };
    organization.days(1);
  }
  throw new Error('never deactivated');
};

it('the owner is told on the day his key is deactivated', async () => {
  expect((await deactivated()).mails).toBe(1);
});

it('after an undo the owner is told that the old key is back, and not that a new one is ready', async () => {
  const { organization } = await deactivated();
  const old = organization.keysOf('alice').find(({ status }) => status === 'Inactive');
  organization.days(1);
  admin(organization, 'iam', ['UpdateAccessKey', { UserName: 'alice', AccessKeyId: old?.id, Status: 'Active' }]);
  const from = organization.world.mailbox.length;
  await organization.run();
  const subjects = organization.world.mailbox.slice(from).map(({ subject }) => subject);
  expect(subjects).toHaveLength(1);
  expect(subjects.join()).not.toMatch(/new access key/);
});
