import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccountSession } from '../app/ports/sts.ts';
import { HOUR, MINUTE, plus } from '../core/time.ts';
import { type HttpClients, httpClients } from './client/machine-credentials.ts';
import type { ConnectedAws } from './connect.ts';
import {
  addBucket,
  addKey,
  addUser,
  all,
  type InSandbox,
  inSandbox,
  MANAGEMENT,
  MEMBER,
  MEMBER_ROLE,
  putObject,
  type ServedSandbox,
  serveSandbox,
  type TransportFaults,
} from './in-sandbox.fixture.ts';

let sandbox: InSandbox;
let served: ServedSandbox;
let http: HttpClients;
let connected: ConnectedAws;
let session: AccountSession;
let fault: TransportFaults;
const signed = () => ({ signedAt: sandbox.clock.now() });

beforeEach(async () => {
  sandbox = inSandbox();
  fault = () => undefined;
  served = await serveSandbox(sandbox.world, { port: 0, faults: (...call) => fault(...call) });
  http = httpClients({ clock: sandbox.clock, endpoint: served.url, credentials: sandbox.operator });
  const templates = { bucket: 'mails', enforce: 'a.html', audit: 'a.html' };
  const settings = {
    memberRole: MEMBER_ROLE,
    externalId: undefined,
    listRole: undefined,
    listAccount: undefined,
    secretRegion: undefined,
    central: undefined,
  };
  connected = sandbox.connected({ clientFactory: http.clientFactory, settings: { ...settings, templates } });
  addUser(sandbox.world, MEMBER, { name: 'ann' });
  session = await connected.sessions.open(sandbox.member, { readOnly: false });
});
afterEach(async () => {
  session.close();
  http.close();
  await served.close();
});

test('a key lives its life over the wire, in a world whose clock has travelled', async () => {
  await sandbox.clock.sleep(400 * 24 * HOUR);
  session = await connected.sessions.open(sandbox.member, { readOnly: false });
  const key = await session.users.createKey('ann', signed());
  const container = {
    name: 'ann',
    description: '',
    versionId: 'g'.repeat(32),
    placeholder: '{}',
    tags: { a: 'b' },
    kmsKey: undefined,
  };
  const { arn } = await session.secretStore.create(container, signed());
  const version = { arn, versionId: 'v'.repeat(32), value: () => key.secret.reveal(), labels: ['PENDING'] as const };
  expect(await session.secretStore.putVersion(version, signed())).toBe('written');
  expect(await session.secretStore.putVersion({ ...version, value: () => 'other' }, signed())).toBe('exists');
  expect(await session.verifier.identity(key, signed())).toBe('not-yet');
  await sandbox.clock.sleep(MINUTE);
  expect(await session.verifier.identity(key, signed())).toMatchObject({ accountId: MEMBER });
  expect(await session.verifier.read(key, version, signed())).toBe('denied');
  expect(await session.keyCreations.creatorOf(key.id)).toBe('unknown');
  await sandbox.clock.sleep(10 * MINUTE);
  expect(await session.keyCreations.creatorOf(key.id)).toBe('keyturn');
  expect((await session.secretStore.versions(arn)).map(({ labels }) => labels)).toContainEqual(['PENDING']);
  await session.users.deactivate('ann', key.id, signed());
  await session.users.delete('ann', key.id, signed());
  expect(session.clockOffset()).toBe(0);
});

test('what is counted is what the server received', async () => {
  await all(connected.organizationAccounts.accounts());
  await all(session.users.list());
  const { total, byOperation } = connected.apiCalls();
  expect(byOperation).toEqual(Object.fromEntries(served.executions));
  expect(total).toBe([...served.executions.values()].reduce((sum, count) => sum + count, 0));
});

test('a template comes over the wire', async () => {
  addBucket(sandbox.world, MANAGEMENT, { name: 'mails' });
  putObject(sandbox.world, 'mails', { key: 'a.html', body: '<p>Grüße</p>' });
  expect(await connected.templates?.read('a.html')).toBe('<p>Grüße</p>');
  expect(await connected.templates?.read('b.html')).toBeUndefined();
});

test('the credential report comes over the wire', async () => {
  addKey(sandbox.world, MEMBER, 'ann');
  await session.users.requestCredentialReport();
  await sandbox.clock.sleep(10_000);
  expect(await session.users.requestCredentialReport()).toBe('ready');
  expect(await session.users.credentialReport()).toMatchObject([{ user: 'ann', keys: [{ status: 'Active' }] }]);
});

describe('CreateAccessKey', () => {
  test.each(['reset-after', 'truncate', 'html-after'] as const)(
    'whose answer is lost (%s) is carried out once',
    async (kind) => {
      fault = (operation) => (operation === 'iam:CreateAccessKey' ? kind : undefined);
      await expect(session.users.createKey('ann', signed())).rejects.toMatchObject({ kind: 'doubtful' });
      expect(served.executions.get('iam:CreateAccessKey')).toBe(1);
      expect(await session.users.keys('ann')).toHaveLength(1);
    },
  );

  test('signed too long ago is refused by AWS and not signed anew', async () => {
    const late = { signedAt: plus(sandbox.clock.now(), -16 * MINUTE) };
    await expect(session.users.createKey('ann', late)).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(await session.users.keys('ann')).toEqual([]);
  });
});

describe('other requests', () => {
  test('outlast a reset and a throttle', async () => {
    fault = (_, nth) => (nth === 1 ? 'reset-before' : undefined);
    expect(await session.users.find('ann')).toMatchObject({ name: 'ann' });
    fault = (operation, nth) => (operation === 'iam:ListUsers' && nth === 1 ? 'throttle' : undefined);
    expect(await all(session.users.list())).toMatchObject([{ name: 'ann' }]);
    expect(connected.apiCalls().byOperation).toMatchObject({ 'iam:GetUser': 2, 'iam:ListUsers': 2 });
  });

  test('throttled for ever say so', async () => {
    fault = () => 'throttle';
    await expect(session.users.find('ann')).rejects.toMatchObject({ kind: 'throttled' });
  });

  test('whose first answer was lost, and whose second try finds nothing, are in doubt', async () => {
    const { accessKeyId } = addKey(sandbox.world, MEMBER, 'ann');
    const [key] = await session.users.keys('ann');
    fault = (operation, nth) => (operation === 'iam:DeleteAccessKey' && nth === 1 ? 'reset-after' : undefined);
    const deletion = session.users.delete('ann', key?.id ?? (accessKeyId as never), signed());
    await expect(deletion).rejects.toMatchObject({ kind: 'doubtful' });
    expect(await session.users.keys('ann')).toEqual([]);
  });
});
