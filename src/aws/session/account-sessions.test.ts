import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR } from '../../core/time.ts';
import { addRole } from '../../sandbox/seed.ts';
import { WriteRefused } from '../client/client-factory.ts';
import { inProcessClients } from '../client/in-process.ts';
import { addUser, all, type InSandbox, inSandbox, MANAGEMENT, MEMBER, MEMBER_ROLE } from '../in-sandbox.fixture.ts';
import { READ_ONLY_POLICY } from './read-only-policy.ts';

let sandbox: InSandbox;
const signed = () => ({ signedAt: sandbox.clock.now() });

beforeEach(() => {
  sandbox = inSandbox();
  addUser(sandbox.world, MEMBER, { name: 'ann' });
});

describe('entering an account', () => {
  test('is a session of the member role that carries the run id', async () => {
    const { sessions } = sandbox.connected({ runId: 'run/7 of today' });
    const session = await sessions.open(sandbox.member, { readOnly: false });
    expect(session.caller).toEqual({
      accountId: MEMBER,
      arn: `arn:aws:sts::${MEMBER}:assumed-role/${MEMBER_ROLE}/keyturn-run-7-of-today`,
      partition: 'aws',
    });
    expect(await all(session.users.list())).toMatchObject([{ name: 'ann' }]);
  });

  test('says the external id that the role asks for; without it nobody enters', async () => {
    const trustPolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'quince' } },
      },
    });
    addRole(sandbox.world, MEMBER, { name: 'asking', trustPolicy });
    const settings = {
      ...{ memberRole: 'asking', listRole: undefined, listAccount: undefined },
      ...{ secretRegion: undefined, central: undefined, templates: undefined },
    };
    const enter = (externalId: string | undefined) =>
      sandbox.connected({ settings: { ...settings, externalId } }).sessions.open(sandbox.member, { readOnly: false });
    expect((await enter('quince')).caller.accountId).toBe(MEMBER);
    await expect(enter(undefined)).rejects.toMatchObject({ kind: 'denied' });
    await expect(enter('pear')).rejects.toMatchObject({ kind: 'denied' });
  });

  test('without the role in that account fails for that account', async () => {
    const { sessions } = sandbox.connected();
    const elsewhere = { ...sandbox.member, id: '300000000003' as typeof MEMBER };
    await expect(sessions.open(elsewhere, { readOnly: false })).rejects.toMatchObject({ kind: 'denied' });
  });

  test('that ends in another account, or another role, is refused', async () => {
    for (const Arn of [
      `arn:aws:sts::${MANAGEMENT}:assumed-role/${MEMBER_ROLE}/keyturn-run-1`,
      `arn:aws:sts::${MEMBER}:assumed-role/another/keyturn-run-1`,
    ]) {
      const lying = {
        client: () => ({
          send: async () => ({
            Account: MANAGEMENT,
            Arn: `arn:aws:iam::${MANAGEMENT}:user/x`,
            AssumedRoleUser: { Arn },
            Credentials: { AccessKeyId: 'A', SecretAccessKey: 'S', SessionToken: 'T', Expiration: new Date() },
          }),
        }),
      };
      const { sessions } = sandbox.connected({
        clientFactory: inProcessClients(lying, { clock: sandbox.clock, credentials: sandbox.operator }),
      });
      await expect(sessions.open(sandbox.member, { readOnly: false })).rejects.toMatchObject({
        code: 'UnexpectedRole',
      });
    }
  });

  test('again costs no request while it is open, rested or not; once it was closed, its credentials are forgotten', async () => {
    const { sessions, apiCalls } = sandbox.connected();
    const open = () => sessions.open(sandbox.member, { readOnly: false });
    const first = await open();
    expect(await all(first.users.list())).toHaveLength(1);
    first.releaseClients();
    expect(await all(first.users.list())).toHaveLength(1);
    const second = await open();
    expect(apiCalls().byOperation['sts:AssumeRole']).toBe(1);
    second.close();
    await open();
    expect(apiCalls().byOperation['sts:AssumeRole']).toBe(2);
  });

  test('lasts as long as the run: credentials are renewed before they end', async () => {
    const { sessions, apiCalls } = sandbox.connected();
    const session = await sessions.open(sandbox.member, { readOnly: false });
    await sandbox.clock.sleep(3 * HOUR);
    expect(await Promise.all([all(session.users.list()), session.users.find('ann')])).toHaveLength(2);
    expect(apiCalls().byOperation['sts:AssumeRole']).toBe(2);
  });

  test('fails later on, when the role can no longer be assumed', async () => {
    const session = await sandbox.connected().sessions.open(sandbox.member, { readOnly: false });
    sandbox.world.accounts.get(MEMBER)?.roles.delete(MEMBER_ROLE);
    await sandbox.clock.sleep(3 * HOUR);
    const late = session.users.find('ann');
    await expect(late).rejects.toMatchObject({ kind: 'denied', operation: 'sts:AssumeRole' });
  });
});

describe('entering to plan', () => {
  test('reads, and refuses every write before it is sent', async () => {
    const { sessions, apiCalls } = sandbox.connected();
    const { users, secretStore } = await sessions.open(sandbox.member, { readOnly: true });
    expect(await all(users.list())).toMatchObject([{ name: 'ann' }]);
    await expect(users.createKey('ann', signed())).rejects.toThrow(WriteRefused);
    await expect(secretStore.tag('arn', { a: 'b' }, signed())).rejects.toThrow('secretsmanager:TagResource is refused');
    expect(apiCalls().writes).toBe(0);
  });

  test('is refused by AWS too, as the session policy allows reads alone', async () => {
    const credentials = sandbox.login(MEMBER, { policy: READ_ONLY_POLICY });
    const clientFactory: typeof sandbox.clientFactory = (spec) => sandbox.clientFactory({ ...spec, credentials });
    const { users } = await sandbox.connected({ clientFactory }).sessions.openOwn({ readOnly: false });
    expect(await users.find('ann')).toBeDefined();
    await expect(users.createKey('ann', signed())).rejects.toMatchObject({ kind: 'denied' });
  });
});

describe('entering the own account', () => {
  test('needs no role', async () => {
    const { sessions, apiCalls } = sandbox.connected();
    const session = await sessions.openOwn({ readOnly: false });
    expect(session.caller.accountId).toBe(MANAGEMENT);
    expect(await all(session.users.list())).toEqual([]);
    expect(apiCalls().byOperation).toEqual({ 'iam:ListUsers': 1, 'sts:GetCallerIdentity': 1 });
  });
});

describe("AWS's clock", () => {
  test('is unknown before the first answer, and then known by each', async () => {
    const slow = { ...sandbox.clock, now: () => (sandbox.world.now - HOUR) as typeof sandbox.world.now };
    const session = await sandbox.connected({ clock: slow }).sessions.open(sandbox.member, { readOnly: true });
    expect(session.clockOffset()).toBeUndefined();
    await session.users.find('ann');
    expect(session.clockOffset()).toBe(HOUR);
  });
});
