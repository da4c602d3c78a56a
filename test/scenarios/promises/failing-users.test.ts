import { expect, it } from 'vitest';
import { AwsError } from '../../../src/sandbox/call.ts';
import type { SandboxSecret } from '../../../src/sandbox/model/secret.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import { admin, created, daily, secretOf, statuses } from '../../support/story.ts';
import {
  createTestOrganization,
  lineOf,
  MANAGEMENT,
  MEMBER,
  MEMBER_ROLE,
  REGION,
  type TestOrganization,
} from '../../support/test-organization.ts';
import { addUserWithKeys } from '../../support/users.ts';

it('two users whose CreateAccessKey is denied do not use up the rotations of a day', async () => {
  const organization = createTestOrganization();
  for (const n of [1, 2]) organization.user(`old-${n}`, [{ ageDays: 300 + n, usedDaysAgo: 1 }], { path: '/guarded/' });
  for (const n of [1, 2, 3]) organization.user(`user-${n}`, [{ ageDays: 95 + n, usedDaysAgo: 1 }]);
  const Resource = `arn:aws:iam::${MEMBER}:user/guarded/*`;
  const denial = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource }],
  });
  organization.world.accounts.get(MEMBER)?.roles.get(MEMBER_ROLE)?.inlinePolicies.set('deny', denial);
  for (let day = 0; day < 2; day += 1) {
    await organization.run({ settings: { maxRotationsPerRun: 2, parallelUsers: 1 } });
    organization.days(1);
  }
  for (const n of [1, 2, 3]) expect(organization.keysOf(`user-${n}`)).toHaveLength(2);
});

it('an account where a control policy forbids new keys keeps no secrets, and costs few tries', async () => {
  const organization = createTestOrganization();
  for (let n = 0; n < 5; n += 1) organization.user(`svc-${n}`, [{ ageDays: 120, usedDaysAgo: 1 }]);
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: '*' },
  ];
  seed.addScp(organization.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement }));
  for (let day = 0; day < 30; day += 1) {
    await organization.run();
    organization.days(1);
  }
  expect.soft(admin(organization, 'secretsmanager', ['ListSecrets', {}]).SecretList).toHaveLength(0);
  expect.soft(created(organization)).toBeLessThanOrEqual(10);
  expect.soft((await organization.run({ mode: 'plan' })).summary.rotated).toBe(0);
  expect.soft(lineOf(await organization.run(), 'svc-0')?.remedy ?? '').toMatch(/policy/);
});

const deny = (organization: TestOrganization, Action: string, Resource = '*'): void => {
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action, Resource },
  ];
  seed.addScp(organization.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement }));
};

const allowAgain = (organization: TestOrganization): void => {
  const account = organization.world.accounts.get(MEMBER);
  if (account) account.scps = [];
};

const withDueUsers = (count: number): TestOrganization => {
  const organization = createTestOrganization();
  for (let n = 0; n < count; n += 1) organization.user(`svc-${n}`, [{ ageDays: 120 + n, usedDaysAgo: 1 }]);
  return organization;
};

const sentOf = (organization: TestOrganization, operation: string): number =>
  organization.sent.filter((name) => name === operation).length;

it('after the first denial of a run nobody else of the account gets a secret', async () => {
  const organization = withDueUsers(5);
  deny(organization, 'iam:CreateAccessKey');
  const result = await organization.run();
  expect(sentOf(organization, 'secretsmanager:CreateSecret')).toBe(1);
  expect(result.summary).toMatchObject({ failed: 1, blocked: 4, rotated: 0 });
  expect(lineOf(result, 'svc-4')?.remedy).toContain('the service control policy that denies iam:CreateAccessKey');
  const account = result.accounts.find(({ id }) => id === MEMBER);
  expect(account?.message).toContain('4 users wait for a new key');
  expect(account?.remedy).toContain('service control policy');
});

it('one user whose new key is denied by name keeps nobody else waiting for more than a run', async () => {
  const organization = withDueUsers(4);
  deny(organization, 'iam:CreateAccessKey', `arn:aws:iam::${MEMBER}:user/svc-3`);
  await organization.run();
  organization.days(1);
  await organization.run();
  for (const n of [0, 1, 2]) expect(organization.keysOf(`svc-${n}`)).toHaveLength(2);
  expect(organization.keysOf('svc-3')).toHaveLength(1);
});

it('three denied by name hold the others up for a few tries, not for ever', async () => {
  const organization = withDueUsers(5);
  for (const n of [2, 3, 4]) deny(organization, 'iam:CreateAccessKey', `arn:aws:iam::${MEMBER}:user/svc-${n}`);
  for (let day = 0; day < 16; day += 1) {
    await organization.run();
    organization.days(1);
  }
  for (const n of [0, 1]) expect(organization.keysOf(`svc-${n}`)).toHaveLength(2);
});

it('when the policy is gone, everybody gets a key within eight days, in the secret that was taken back', async () => {
  const organization = withDueUsers(3);
  deny(organization, 'iam:CreateAccessKey');
  for (let day = 0; day < 10; day += 1) {
    await organization.run();
    organization.days(1);
  }
  allowAgain(organization);
  for (let day = 0; day < 8; day += 1) {
    await organization.run();
    organization.days(1);
  }
  for (const n of [0, 1, 2]) expect(organization.keysOf(`svc-${n}`)).toHaveLength(2);
  const tags = admin(organization, 'secretsmanager', ['DescribeSecret', { SecretId: secretOf('svc-2') }]).Tags;
  expect(JSON.stringify(tags)).not.toContain('keyturn:denied');
});

it('who asks by name gets the try at once, and the empty secret back', async () => {
  const organization = withDueUsers(1);
  deny(organization, 'iam:CreateAccessKey');
  await daily(organization, 'svc-0', { days: 3 });
  allowAgain(organization);
  const result = await organization.run({ isForced: true, scope: { users: ['svc-0'] } });
  expect(lineOf(result, 'svc-0')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
});

it('a secret with a key in it stays when the next key is denied', async () => {
  const organization = createTestOrganization();
  const [key] = organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
  if (key) organization.application('app', key, { everyDays: 1, adopt: 'at-once' });
  await daily(organization, 'alice', { days: 85 });
  deny(organization, 'iam:CreateAccessKey');
  await daily(organization, 'alice', { days: 20 });
  const { DeletedDate } = admin(organization, 'secretsmanager', ['DescribeSecret', { SecretId: secretOf('alice') }]);
  expect(DeletedDate).toBeUndefined();
});

it('an empty secret into which a person wrote stays', async () => {
  const organization = withDueUsers(1);
  deny(organization, 'iam:CreateAccessKey');
  organization.before = ({ operation }) => {
    if (operation !== 'iam:CreateAccessKey') return;
    const ClientRequestToken = '00000000-0000-4000-8000-000000000001';
    const input = { SecretId: secretOf('svc-0'), ClientRequestToken, SecretString: 'mine', VersionStages: ['MINE'] };
    admin(organization, 'secretsmanager', ['PutSecretValue', input]);
  };
  const result = await organization.run();
  expect(lineOf(result, 'svc-0')?.reason).toBe('AccessDenied');
  const { DeletedDate } = admin(organization, 'secretsmanager', ['DescribeSecret', { SecretId: secretOf('svc-0') }]);
  expect(DeletedDate).toBeUndefined();
});

it('a policy that cannot be attached stops nobody: the policy of the secret grants the read', async () => {
  const organization = withDueUsers(1);
  deny(organization, 'iam:AttachUserPolicy');
  const result = await organization.run();
  expect(lineOf(result, 'svc-0')?.outcome).toBe('done');
  expect(result.remarks.join()).toContain('iam:AttachUserPolicy ends in AccessDenied');
});

it('where the tags of a secret are denied no secret is made, and the line names the policy', async () => {
  const organization = withDueUsers(2);
  deny(organization, 'secretsmanager:TagResource');
  const result = await organization.run();
  expect(lineOf(result, 'svc-0')).toMatchObject({ outcome: 'failed' });
  expect(lineOf(result, 'svc-0')?.remedy).toContain('the service control policy');
  expect(admin(organization, 'secretsmanager', ['ListSecrets', {}]).SecretList).toHaveLength(0);
});

/** Two users whose old keys may be deactivated today. */
const onTheEve = async (): Promise<TestOrganization> => {
  const organization = createTestOrganization();
  for (const n of [1, 2]) organization.user(`user-${n}`, [{ ageDays: 95 + n, usedDaysAgo: 30 }]);
  await organization.run();
  organization.days(3);
  await organization.run();
  organization.days(7);
  return organization;
};

it('a deactivation that AWS refuses costs nobody else the share of the day', async () => {
  const organization = await onTheEve();
  organization.before = ({ operation, input }) => {
    if (operation === 'iam:UpdateAccessKey' && input.UserName === 'user-2')
      throw new AwsError('AccessDenied', 'no', 403);
  };
  const settings = { 'pace.accountKeys': 1, 'pace.accountPercent': 0 };
  await organization.run({ settings });
  expect(statuses(organization, 'user-1')).toContain('Inactive');
  const { Tags } = admin(organization, 'secretsmanager', ['DescribeSecret', { SecretId: secretOf('user-2') }]);
  expect(JSON.stringify(Tags)).not.toContain('keyturn:retired');
});

it('a deactivation of which nobody knows whether it was carried out keeps its share', async () => {
  const organization = await onTheEve();
  organization.before = ({ operation, input }) => {
    if (operation === 'iam:UpdateAccessKey' && input.UserName === 'user-2')
      throw new AwsError('InternalFailure', 'no', 500);
  };
  const settings = { 'pace.accountKeys': 1, 'pace.accountPercent': 0 };
  await organization.run({ settings });
  expect(statuses(organization, 'user-1')).not.toContain('Inactive');
});

it.each<readonly [string, (organization: TestOrganization) => void, RegExp]>([
  ['whose policies deny everything', (organization) => deny(organization, '*'), /policy/],
  ['without our role', ({ world }) => world.accounts.get(MEMBER)?.roles.clear(), /is the member role deployed/],
])('an account %s is a line that says what to do, and costs no other account its turn', async (_, breakIt, words) => {
  const organization = withDueUsers(2);
  addUserWithKeys(organization.world, MANAGEMENT, { name: 'own' }, [{ ageDays: 95, usedDaysAgo: 1 }]);
  breakIt(organization);
  const result = await organization.run({ settings: { maxRotationsPerRun: 1 } });
  expect(result.summary).toMatchObject({ rotated: 1, accountsFailed: 1 });
  const { error, remedy } = result.accounts.find(({ id }) => id === MEMBER) ?? {};
  expect(`${error} ${remedy}`).toMatch(words);
});

it.each<readonly [string, (secret: SandboxSecret) => void]>([
  ['gets a hold', ({ tags }) => tags.set('keyturn:hold', 'yes')],
  ['gets the mark of another installation', ({ tags }) => tags.set('keyturn:deployment', 'another')],
  ['is given to Secrets Manager to rotate', (secret) => Object.assign(secret, { rotation: { enabled: true } })],
])('an empty secret that %s while it is brought back is written to no more', async (_, act) => {
  const organization = withDueUsers(1);
  deny(organization, 'iam:CreateAccessKey');
  await daily(organization, 'svc-0', { days: 3 });
  allowAgain(organization);
  organization.before = ({ operation }) => {
    const secrets = organization.world.accounts.get(MEMBER)?.secrets.get(REGION)?.values() ?? [];
    if (operation === 'secretsmanager:RestoreSecret') for (const secret of secrets) act(secret);
  };
  const before = organization.sent.length;
  const line = lineOf(await organization.run({ isForced: true, scope: { users: ['svc-0'] } }), 'svc-0');
  expect(line?.message).toContain('somebody put another mark on the secret, or took it over, while it was restored');
  const sent = organization.sent.slice(before);
  expect(sent.slice(sent.indexOf('secretsmanager:RestoreSecret') + 1)).not.toContain(
    'secretsmanager:PutResourcePolicy',
  );
});
