import { describe, expect, it } from 'vitest';
import { isRegularDay } from '../../src/app/account/regular-day.ts';
import { BREAK_GLASS_ROLE } from '../../src/app/secret/writers.ts';
import { MINUTE } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import { execute } from '../../src/sandbox/execute.ts';
import type { SandboxSecret } from '../../src/sandbox/model/secret.ts';
import { rememberSecret } from '../../src/sandbox/past-secrets.ts';
import { secretsOf } from '../../src/sandbox/secrets.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { createTestOrganization, MEMBER, REGION, type TestOrganization } from '../support/test-organization.ts';

const admin = (organization: TestOrganization, operation: string, input: object): unknown =>
  execute(organization.world, {
    service: 'iam',
    operation,
    input: { UserName: 'alice', ...input },
    region: REGION,
    credentials: seed.operatorCredentials(organization.world, MEMBER, { roleName: BREAK_GLASS_ROLE }),
  });

const deleteAlice = (organization: TestOrganization): void => {
  for (const { id } of organization.keysOf('alice')) admin(organization, 'DeleteAccessKey', { AccessKeyId: id });
  admin(organization, 'DetachUserPolicy', { PolicyArn: `arn:aws:iam::${MEMBER}:policy/keyturn-read-own-access-key` });
  admin(organization, 'DeleteUser', {});
};

const deletions = (organization: TestOrganization): number =>
  organization.sent.filter((name) => name === 'secretsmanager:DeleteSecret').length;

it('the secret of a deleted user is kept for 30 days, then scheduled for deletion, once', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
  organization.user('bob', [{ ageDays: 95, usedDaysAgo: 1 }]);
  await organization.run();
  deleteAlice(organization);
  const firstMonth: number[] = [];
  for (let day = 0; day < 60; day += 1) {
    await organization.run();
    if (deletions(organization) === 0) firstMonth.push(day);
    organization.days(1);
  }
  expect(firstMonth.length).toBeGreaterThanOrEqual(30);
  expect(firstMonth.length).toBeLessThanOrEqual(45);
  expect(deletions(organization)).toBe(1);
});

it('a secret that somebody scheduled for deletion is restored within five days, though its user has one young key', async () => {
  const organization = createTestOrganization();
  const [old] = organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
  await organization.run();
  admin(organization, 'DeleteAccessKey', { AccessKeyId: old?.accessKeyId });
  const input = { SecretId: `Account_${MEMBER}_User_alice_AccessKey`, RecoveryWindowInDays: 7 };
  const credentials = seed.operatorCredentials(organization.world, MEMBER, { roleName: BREAK_GLASS_ROLE });
  execute(organization.world, {
    service: 'secretsmanager',
    operation: 'DeleteSecret',
    input,
    region: REGION,
    credentials,
  });
  for (let day = 0; day < 5; day += 1) {
    await organization.run();
    organization.days(1);
  }
  expect(organization.sent).toContain('secretsmanager:RestoreSecret');
});

it('one secret that cannot be tidied up does not stop the others of its account: a remark names each', async () => {
  const organization = createTestOrganization();
  const names = ['alice', 'bob', 'carol', 'dave'];
  for (const name of names) organization.user(name, [{ ageDays: 95, usedDaysAgo: 1 }]);
  await organization.run();
  const policy = `arn:aws:iam::${MEMBER}:policy/keyturn-read-own-access-key`;
  for (const UserName of names) {
    for (const { id } of organization.keysOf(UserName))
      admin(organization, 'DeleteAccessKey', { UserName, AccessKeyId: id });
    admin(organization, 'DetachUserPolicy', { UserName, PolicyArn: policy });
    admin(organization, 'DeleteUser', { UserName });
  }
  organization.before = ({ operation, count }) => {
    if (operation === 'secretsmanager:TagResource' && count === first + 2)
      throw new AwsError('AccessDeniedException', 'with an explicit deny', 400);
  };
  const first = organization.sent.filter((name) => name === 'secretsmanager:TagResource').length;
  const remarks: string[] = [];
  for (let day = 0; day < 5; day += 1) {
    remarks.push(...(await organization.run()).remarks);
    organization.days(1);
  }
  const secrets = [...(organization.world.accounts.get(MEMBER)?.secrets.get(REGION)?.values() ?? [])];
  expect(secrets.map(({ tags }) => tags.has('keyturn:gone'))).toEqual([true, false, true, true]);
  expect(remarks.filter((remark) => remark.includes('could not be tidied up'))).toEqual([
    expect.stringContaining('Account_222222222222_User_bob_AccessKey (222222222222)'),
  ]);
});

const here = { accountId: MEMBER, region: REGION };
const name = `Account_${MEMBER}_User_alice_AccessKey`;

const toRegularDay = (organization: TestOrganization): void => {
  organization.days(1);
  while (!isRegularDay(MEMBER, organization.world.now)) organization.days(1);
};

/** What every read but the list shows from now on. */
const changeUnlisted = ({ world }: TestOrganization, change: (secret: SandboxSecret) => void): void => {
  Object.assign(world.settings, { secretLagMs: 5 * MINUTE, secretLagOnly: ['ListSecrets'] });
  rememberSecret(world, here, name);
  const secret = secretsOf(world, here)?.get(name);
  if (secret) change(secret);
};

it('where the list of secrets is minutes late, the secret of a deleted user is kept for who has just asked for it', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
  await organization.run();
  deleteAlice(organization);
  toRegularDay(organization);
  await organization.run();
  organization.days(30);
  toRegularDay(organization);
  changeUnlisted(organization, ({ tags }) => void tags.set('keyturn:hold', 'me'));
  await organization.run();
  expect(deletions(organization)).toBe(0);
  changeUnlisted(organization, ({ tags }) => void tags.delete('keyturn:hold'));
  toRegularDay(organization);
  await organization.run();
  expect(deletions(organization)).toBe(1);
});

describe('where the list of secrets is minutes late, a secret that is scheduled for deletion', () => {
  /** On the account's regular day, moments after the change. */
  const run = async (change: (secret: SandboxSecret) => void): Promise<readonly string[]> => {
    const organization = createTestOrganization();
    const { world } = organization;
    const [old] = organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
    await organization.run();
    admin(organization, 'DeleteAccessKey', { AccessKeyId: old?.accessKeyId });
    const credentials = seed.operatorCredentials(world, MEMBER, { roleName: BREAK_GLASS_ROLE });
    const input = { SecretId: name, RecoveryWindowInDays: 30 };
    execute(world, { service: 'secretsmanager', operation: 'DeleteSecret', input, region: REGION, credentials });
    toRegularDay(organization);
    changeUnlisted(organization, change);
    const before = organization.sent.length;
    expect((await organization.run()).remarks).toEqual([]);
    return organization.sent.slice(before);
  };

  it.each<readonly [string, number, (secret: SandboxSecret) => void]>([
    ['is restored', 1, () => undefined],
    [
      'is left to Secrets Manager, which rotates it now',
      0,
      (secret) => void Object.assign(secret, { rotation: { enabled: true } }),
    ],
    ['is left to who asks for it', 0, ({ tags }) => void tags.set('keyturn:hold', 'me')],
    ['is left to another deployment', 0, ({ tags }) => void tags.set('keyturn:deployment', 'another')],
    ['is left to another user', 0, ({ tags }) => void tags.set('keyturn:user-id', 'AIDAANOTHER')],
    ['is not restored twice', 0, (secret) => void Object.assign(secret, { deletion: undefined })],
  ])('%s', async (_, restored, change) => {
    const sent = await run(change);
    expect(sent.filter((each) => each === 'secretsmanager:RestoreSecret')).toHaveLength(restored);
  });
});
