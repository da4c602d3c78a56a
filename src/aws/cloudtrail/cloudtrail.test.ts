import { beforeEach, describe, expect, test } from 'vitest';
import type { AccountSession, Caller } from '../../app/ports/sts.ts';
import type { AccessKeyId, AccountId } from '../../core/keys.ts';
import { HOUR } from '../../core/time.ts';
import { addScp, addUser, type InSandbox, inSandbox, MEMBER, MEMBER_ROLE } from '../in-sandbox.fixture.ts';
import { byCaller, byMemberRole } from '../session/key-creators.ts';
import { iamHome } from '../session/partition.ts';

let sandbox: InSandbox;
let session: AccountSession;

beforeEach(async () => {
  sandbox = inSandbox();
  addUser(sandbox.world, MEMBER, { name: 'ann' });
  session = await sandbox.connected({ region: 'eu-central-1' }).sessions.open(sandbox.member, { readOnly: false });
});

const createdBy = async (users: AccountSession['users']): Promise<AccessKeyId> =>
  (await users.createKey('ann', { signedAt: sandbox.clock.now() })).id;

/** Another identity of the same account. */
const somebody = async (sessionName: string): Promise<AccountSession> => {
  const credentials = sandbox.login(MEMBER, { sessionName });
  const clientFactory: typeof sandbox.clientFactory = (spec) => sandbox.clientFactory({ ...spec, credentials });
  return sandbox.connected({ clientFactory }).sessions.openOwn({ readOnly: false });
};

describe('who created a key', () => {
  test('is keyturn, when a session of ours of the member role did, in whatever run and Region', async () => {
    const key = await createdBy(session.users);
    await sandbox.clock.sleep(HOUR);
    const later = await sandbox.connected({ runId: 'run-2' }).sessions.open(sandbox.member, { readOnly: true });
    expect(await later.keyCreations.creatorOf(key)).toBe('keyturn');
  });

  test('is another, when a person did, even with the member role', async () => {
    const key = await createdBy((await somebody('maintenance')).users);
    await sandbox.clock.sleep(HOUR);
    expect(await session.keyCreations.creatorOf(key)).toBe('other');
  });

  test('is found behind later events about the key', async () => {
    const key = await createdBy(session.users);
    for (let i = 0; i < 60; i++) await session.users.deactivate('ann', key, { signedAt: sandbox.clock.now() });
    await sandbox.clock.sleep(HOUR);
    expect(await session.keyCreations.creatorOf(key)).toBe('keyturn');
  });

  test('is unknown while CloudTrail has no record, and without the right to look', async () => {
    const key = await createdBy(session.users);
    expect(await session.keyCreations.creatorOf(key)).toBe('unknown');
    await sandbox.clock.sleep(HOUR);
    const Statement = [{ Effect: 'Deny', Action: 'cloudtrail:*', Resource: '*' }];
    addScp(sandbox.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement }));
    expect(await session.keyCreations.creatorOf(key)).toBe('unknown');
  });
});

describe('whether records may be looked up', () => {
  const denyRegions = { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } };

  test('is answered for the Region where IAM is recorded, which a policy may deny', async () => {
    expect(await session.keyCreations.access()).toEqual({ region: 'us-east-1' });
    const Statement = [{ Effect: 'Deny', Action: 'cloudtrail:*', Resource: '*', Condition: denyRegions }];
    addScp(sandbox.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement }));
    const { region, denial } = await session.keyCreations.access();
    expect([region, denial]).toEqual(['us-east-1', expect.stringContaining('AccessDenied')]);
  });
});

describe('a record', () => {
  const account = MEMBER as AccountId;
  const assumed = (role: string, name: string, of = MEMBER as string) => ({
    userAgent: 'aws-sdk-js/3 keyturn',
    userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${of}:assumed-role/${role}/${name}` },
  });

  test('of the member role counts with our session name, in this account', () => {
    const isOurs = byMemberRole(account, `/security/${MEMBER_ROLE}`);
    expect(isOurs(assumed(MEMBER_ROLE, 'keyturn-run-1'))).toBe(true);
    expect(isOurs(assumed(MEMBER_ROLE, 'ann'))).toBe(false);
    expect(isOurs(assumed('another', 'keyturn-run-1'))).toBe(false);
    expect(isOurs(assumed(MEMBER_ROLE, 'keyturn-run-1', '300000000003'))).toBe(false);
    const user = { type: 'IAMUser', arn: `arn:aws:iam::${MEMBER}:user/keyturn-run-1` };
    expect(isOurs({ userAgent: '', userIdentity: user })).toBe(false);
  });

  test('of the caller itself counts when it came from keyturn', () => {
    const caller: Caller = {
      accountId: account,
      arn: `arn:aws:sts::${MEMBER}:assumed-role/admin/ann`,
      partition: 'aws',
    };
    const isOurs = byCaller(caller);
    expect(isOurs(assumed('admin', 'yesterday'))).toBe(true);
    expect(isOurs({ ...assumed('admin', 'ann'), userAgent: 'console.amazonaws.com' })).toBe(false);
    expect(isOurs(assumed('other', 'ann'))).toBe(false);
    const arn = `arn:aws:iam::${MEMBER}:user/ops`;
    const user = { userAgent: 'keyturn', userIdentity: { type: 'IAMUser', arn } };
    expect(byCaller({ ...caller, arn })(user)).toBe(true);
    expect(isOurs(user)).toBe(false);
  });
});

test.each([
  ['aws', 'us-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-iso', 'us-iso-east-1'],
])('the partition %s keeps the records of IAM in %s', (partition, region) => {
  expect(iamHome(partition, 'us-iso-east-1')).toBe(region);
});
