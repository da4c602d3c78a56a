import { beforeEach, describe, expect, test } from 'vitest';
import type { AccountSession } from '../../app/ports/sts.ts';
import type { AccessKeyId } from '../../core/keys.ts';
import { HOUR, instant, plus } from '../../core/time.ts';
import { addManagedPolicy } from '../../sandbox/seed.ts';
import { inProcessClients } from '../client/in-process.ts';
import {
  addGroup,
  addKey,
  addToGroup,
  addUser,
  all,
  type InSandbox,
  inSandbox,
  MEMBER,
} from '../in-sandbox.fixture.ts';
import { iamUsers } from './users.ts';

let sandbox: InSandbox;
let session: AccountSession;
const signed = () => ({ signedAt: sandbox.clock.now() });
const DAYS_AGO_100 = instant(Date.UTC(2026, 9, 7));

beforeEach(async () => {
  sandbox = inSandbox();
  session = await sandbox.connected().sessions.open(sandbox.member, { readOnly: false });
});

describe('users', () => {
  test('are all seen, however many pages they fill', async () => {
    for (let i = 0; i < 1_001; i++) addUser(sandbox.world, MEMBER, { name: `user-${i}` });
    expect(new Set((await all(session.users.list())).map(({ id }) => id)).size).toBe(1_001);
  });

  test('are told with path and tags, and one that does not exist is absent', async () => {
    addUser(sandbox.world, MEMBER, { name: 'ann', path: '/apps/', tags: { owner: 'ann@example.com' } });
    expect(await session.users.find('ann')).toEqual({
      name: 'ann',
      id: expect.stringMatching(/^AIDA/),
      arn: `arn:aws:iam::${MEMBER}:user/apps/ann`,
      path: '/apps/',
      tags: { owner: 'ann@example.com' },
    });
    expect(await session.users.find('nobody')).toBeUndefined();
  });

  test('of a group are all its members; a group that is missing is an error', async () => {
    addGroup(sandbox.world, MEMBER, 'exempt');
    for (let i = 0; i < 101; i++) {
      addUser(sandbox.world, MEMBER, { name: `user-${i}` });
      addToGroup(sandbox.world, MEMBER, 'exempt', `user-${i}`);
    }
    expect((await session.users.members('exempt')).size).toBe(101);
    await expect(session.users.members('typo')).rejects.toMatchObject({ kind: 'missing' });
  });
});

describe('keys', () => {
  beforeEach(() => addUser(sandbox.world, MEMBER, { name: 'ann' }));

  test('are told oldest first, any number of them', async () => {
    const young = addKey(sandbox.world, MEMBER, 'ann').accessKeyId;
    const old = addKey(sandbox.world, MEMBER, 'ann', { createdAt: DAYS_AGO_100, status: 'Inactive' }).accessKeyId;
    addKey(sandbox.world, MEMBER, 'ann', { createdAt: plus(DAYS_AGO_100, HOUR) });
    const keys = await session.users.keys('ann');
    expect(keys.map(({ id }) => id)).toEqual([old, expect.anything(), young]);
    expect(keys[0]).toEqual({ id: old, status: 'Inactive', createdAt: DAYS_AGO_100 });
  });

  test('without a recorded use have none; a lookup that fails is no such answer', async () => {
    const used = addKey(sandbox.world, MEMBER, 'ann', { lastUsedAt: DAYS_AGO_100 }).accessKeyId as AccessKeyId;
    const unused = addKey(sandbox.world, MEMBER, 'ann').accessKeyId as AccessKeyId;
    expect(await session.users.lastUse(used)).toEqual({ lastUsedAt: DAYS_AGO_100, lastUsedService: 's3' });
    const never = { lastUsedAt: undefined, lastUsedService: undefined };
    expect(await session.users.lastUse(unused)).toEqual(never);
    await expect(session.users.lastUse('AKIANOSUCHKEY0000000' as AccessKeyId)).rejects.toThrow(
      'iam:GetAccessKeyLastUsed',
    );
  });

  test('are created, deactivated and deleted', async () => {
    const key = await session.users.createKey('ann', signed());
    expect(key.createdAt).toBe(sandbox.clock.now());
    await session.users.deactivate('ann', key.id, signed());
    expect((await session.users.keys('ann'))[0]?.status).toBe('Inactive');
    await session.users.delete('ann', key.id, signed());
    expect(await session.users.keys('ann')).toEqual([]);
    await expect(session.users.delete('ann', key.id, signed())).rejects.toMatchObject({ kind: 'missing' });
  });

  test('beyond the quota are refused', async () => {
    addKey(sandbox.world, MEMBER, 'ann');
    addKey(sandbox.world, MEMBER, 'ann');
    await expect(session.users.createKey('ann', signed())).rejects.toMatchObject({ kind: 'limit' });
  });

  test('are not created by what was signed too long ago', async () => {
    const signedAt = plus(sandbox.clock.now(), -16 * 60_000);
    await expect(session.users.createKey('ann', { signedAt })).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(await session.users.keys('ann')).toEqual([]);
  });
});

test('a policy is attached, and listed', async () => {
  addUser(sandbox.world, MEMBER, { name: 'ann' });
  const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await session.users.attachPolicy('ann', arn, signed());
  expect(await session.users.attachedPolicies('ann')).toEqual([arn]);
});

test('a managed policy is read to the letter, and one that is not there is told', async () => {
  const document = JSON.stringify({ Statement: [{ Effect: 'Deny', Action: '*', Resource: '100% of `Grüße`' }] });
  const { arn } = addManagedPolicy(sandbox.world, MEMBER, { name: 'own', document });
  expect(await session.users.policyDocument(arn)).toBe(document);
  await expect(session.users.policyDocument(`${arn}-too`)).rejects.toMatchObject({ kind: 'missing' });
});

describe('the credential report', () => {
  test('is asked for, awaited and read', async () => {
    addUser(sandbox.world, MEMBER, { name: 'a,b' });
    addKey(sandbox.world, MEMBER, 'a,b', { createdAt: DAYS_AGO_100 });
    expect(await session.users.credentialReport()).toBe('in-progress');
    expect(await session.users.requestCredentialReport()).toBe('in-progress');
    expect(await session.users.credentialReport()).toBe('in-progress');
    await sandbox.clock.sleep(10_000);
    expect(await session.users.requestCredentialReport()).toBe('ready');
    expect(await session.users.credentialReport()).toEqual([
      {
        user: 'a,b',
        arn: `arn:aws:iam::${MEMBER}:user/a,b`,
        keys: [{ status: 'Active', createdAt: DAYS_AGO_100, lastUsedAt: undefined }],
      },
    ]);
  });

  test('that is denied is refused, and listing remains', async () => {
    addUser(sandbox.world, MEMBER, { name: 'ann' });
    const nobody = addKey(sandbox.world, MEMBER, 'ann');
    const { users } = await entered(nobody);
    expect(await users.requestCredentialReport()).toBe('refused');
    expect(await users.credentialReport()).toBe('refused');
  });
});

describe('an answer that lacks its main part', () => {
  const answering = (answer: object) => {
    const clientFactory = inProcessClients(
      { client: () => ({ send: async () => answer }) },
      { clock: sandbox.clock, credentials: sandbox.operator },
    );
    const spec = { service: 'iam', region: 'us-east-1' } as const;
    return iamUsers({ iam: clientFactory(spec), once: clientFactory(spec) });
  };

  test('is no "never used", no "no users", no "no keys" and no "no members"', async () => {
    const users = answering({});
    await expect(users.lastUse('AKIA' as AccessKeyId)).rejects.toMatchObject({ kind: 'doubtful' });
    await expect(all(users.list())).rejects.toMatchObject({ kind: 'doubtful' });
    await expect(users.keys('ann')).rejects.toMatchObject({ kind: 'doubtful' });
    await expect(users.members('exempt')).rejects.toMatchObject({ kind: 'doubtful' });
    await expect(users.find('ann')).rejects.toMatchObject({ kind: 'doubtful' });
  });

  test('nor is a page that goes on nowhere, or in a circle, the last one', async () => {
    await expect(all(answering({ Users: [], IsTruncated: true }).list())).rejects.toMatchObject({ kind: 'doubtful' });
    const circle = answering({ Users: [], IsTruncated: true, Marker: 'm' });
    await expect(all(circle.list())).rejects.toMatchObject({ code: 'RepeatedMarker' });
  });
});

const entered = async (credentials: { accessKeyId: string; secretAccessKey: string }): Promise<AccountSession> => {
  const clientFactory: typeof sandbox.clientFactory = (spec) => sandbox.clientFactory({ credentials, ...spec });
  return sandbox.connected({ clientFactory }).sessions.openOwn({ readOnly: false });
};
