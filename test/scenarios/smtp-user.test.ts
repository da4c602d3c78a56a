import { expect, it } from 'vitest';
import { smtpPassword } from '../../src/aws/iam/smtp-password.ts';
import { admin, created, daily, statuses } from '../support/story.ts';
import { createTestOrganization, type TestOrganization } from '../support/test-organization.ts';

const USER = 'ses-smtp-user.20250101-120000';

const secretIn = (organization: TestOrganization, as: Parameters<TestOrganization['read']>[1]) =>
  JSON.parse(organization.read(USER, as));

it('finds its SMTP passwords in the secret, sorted, and keeps the old key until a person lets it go', async () => {
  const organization = createTestOrganization();
  const [old] = organization.user(USER, [{ ageDays: 100, usedDaysAgo: 30 }]);
  if (old === undefined) throw new Error('no key');
  const settings = { smtpRegions: ['us-east-1', 'eu-west-1', 'us-east-1'] };
  const said = await daily(organization, USER, { days: 40, settings });
  const { AccessKeyId, SecretAccessKey, SmtpUserName, SmtpPasswords } = secretIn(organization, old);
  expect(SmtpUserName).toBe(AccessKeyId);
  expect(Object.entries(SmtpPasswords)).toEqual([
    ['eu-west-1', smtpPassword(SecretAccessKey, 'eu-west-1')],
    ['us-east-1', smtpPassword(SecretAccessKey, 'us-east-1')],
  ]);
  expect(statuses(organization, USER)).toEqual(['Active', 'Active']);
  expect(said.at(-1)).toBe('NOTHING blocked smtp-user');
  const told = organization.world.mailbox.map(({ text }) => text ?? '').find((text) => text.includes('SmtpPasswords'));
  expect(told).toContain('SecretAccessKey is not that password');
  for (const { text, html } of organization.world.mailbox)
    for (const password of Object.values(SmtpPasswords)) expect(`${text}${html}`).not.toContain(password);
  admin(organization, 'iam', ['UpdateAccessKey', { UserName: USER, AccessKeyId: old.accessKeyId, Status: 'Inactive' }]);
  await daily(organization, USER, { days: 14, settings });
  expect(organization.keysOf(USER)).toHaveLength(1);
  expect(created(organization)).toBe(1);
});

it('finds one for the Region of the secret where none is set; who sends otherwise finds none', async () => {
  const organization = createTestOrganization();
  const [old] = organization.user(USER, [{ ageDays: 100, usedDaysAgo: 30 }]);
  const [other] = organization.user('batch', [{ ageDays: 100, usedDaysAgo: 30 }]);
  if (old === undefined || other === undefined) throw new Error('no key');
  await organization.run();
  expect(Object.keys(secretIn(organization, old).SmtpPasswords)).toEqual(['us-east-1']);
  expect(organization.read('batch', other)).not.toContain('Smtp');
});
