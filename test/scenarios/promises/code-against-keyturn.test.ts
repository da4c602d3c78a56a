import { expect, it } from 'vitest';
import { admin, created } from '../../support/story.ts';
import { createTestOrganization, lineOf, MEMBER } from '../../support/test-organization.ts';

it('F71 code that deletes each new key stops keyturn after three: a person is asked, and the old key stays', async () => {
  const organization = createTestOrganization();
  const [old] = organization.user('dev', [{ ageDays: 95, usedDaysAgo: 0 }]);
  if (old === undefined) throw new Error('no key');
  const application = organization.application('dev', old, { everyDays: 1, adopt: 'never' });
  for (let day = 0; day < 40; day += 1) {
    await organization.run();
    organization.days(1);
    for (const { id } of organization.keysOf('dev').filter((key) => key.id !== old.accessKeyId))
      admin(organization, 'iam', ['DeleteAccessKey', { UserName: 'dev', AccessKeyId: id }]);
  }
  expect(created(organization)).toBe(3);
  const line = lineOf(await organization.run(), 'dev');
  expect(line).toMatchObject({ outcome: 'blocked', reason: 'undone-again', remedy: expect.any(String) });
  expect(application.interruptions).toEqual([]);
});

it('F71 code that makes a key again for each that went keeps its own, and a person is asked which is needed', async () => {
  const organization = createTestOrganization();
  const [old] = organization.user('dev', [{ ageDays: 95, usedDaysAgo: 0 }]);
  if (old === undefined) throw new Error('no key');
  const application = organization.application('dev', old, { everyDays: 1, adopt: 'at-once' });
  for (let day = 0; day < 300; day += 1) {
    await organization.run();
    organization.days(1);
    if (organization.keysOf('dev').length < 2) admin(organization, 'iam', ['CreateAccessKey', { UserName: 'dev' }]);
  }
  const line = lineOf(await organization.run(), 'dev');
  expect(line).toMatchObject({ outcome: 'blocked', remedy: expect.any(String) });
  expect(organization.keysOf('dev').map(({ status }) => status)).toEqual(['Active', 'Active']);
  expect(created(organization)).toBe(1);
  expect(application.interruptions).toEqual([]);
});

it('F71 code that detaches the read policy daily costs nothing: it is attached with a new key alone', async () => {
  const organization = createTestOrganization();
  organization.user('dev', [{ ageDays: 95, usedDaysAgo: 40 }]);
  const PolicyArn = `arn:aws:iam::${MEMBER}:policy/keyturn-read-own-access-key`;
  for (let day = 0; day < 40; day += 1) {
    await organization.run();
    organization.days(1);
    const { AttachedPolicies } = admin(organization, 'iam', ['ListAttachedUserPolicies', { UserName: 'dev' }]);
    if (AttachedPolicies.length > 0) admin(organization, 'iam', ['DetachUserPolicy', { UserName: 'dev', PolicyArn }]);
  }
  expect(organization.sent.filter((name) => name === 'iam:AttachUserPolicy')).toHaveLength(1);
});
