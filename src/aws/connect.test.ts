import { beforeEach, describe, expect, test } from 'vitest';
import {
  addBucket,
  addGroup,
  addKmsKey,
  addSesIdentity,
  type InSandbox,
  inSandbox,
  MANAGEMENT,
  MEMBER_ROLE,
  putObject,
  putParameter,
  setSesAccount,
  suppressAddress,
} from './in-sandbox.fixture.ts';

let sandbox: InSandbox;
beforeEach(() => {
  sandbox = inSandbox();
});

const settings = {
  memberRole: MEMBER_ROLE,
  externalId: undefined,
  listRole: undefined,
  listAccount: undefined,
  secretRegion: undefined,
  central: undefined,
  templates: undefined,
};
const mail = {
  from: 'admin@example.com',
  to: ['ann@example.com'],
  cc: ['security@example.com'],
  subject: 'Schlüssel läuft ab',
  html: '<p>Grüße</p>',
  text: 'Grüße',
};

test('wiring sends nothing', () => {
  expect(sandbox.connected().apiCalls()).toEqual({
    total: 0,
    writes: 0,
    byOperation: {},
    throttled: 0,
    throttledBy: {},
  });
});

test('secrets live in their own Region, if one is set', async () => {
  const { sessions } = sandbox.connected({ settings: { ...settings, secretRegion: 'eu-central-1' } });
  const session = await sessions.open(sandbox.member, { readOnly: false });
  const container = {
    name: 'ann',
    description: '',
    versionId: 'a'.repeat(32),
    placeholder: '{}',
    tags: {},
    kmsKey: undefined,
  };
  const { arn } = await session.secretStore.create(container, { signedAt: sandbox.clock.now() });
  expect(arn).toContain(':eu-central-1:');
  expect(session.region).toBe('eu-central-1');
});

describe('mail', () => {
  test('is sent as text and as HTML, and counts as a write', async () => {
    addSesIdentity(sandbox.world, MANAGEMENT, { identity: 'admin@example.com', verified: true });
    const { mailer, apiCalls } = sandbox.connected();
    const { messageId } = await mailer.send(mail);
    expect(sandbox.world.mailbox).toMatchObject([{ ...mail, messageId }]);
    expect(apiCalls().writes).toBe(1);
  });

  test('to a reader on the suppression list is refused: SES would accept it, and nobody get it', async () => {
    addSesIdentity(sandbox.world, MANAGEMENT, { identity: 'admin@example.com', verified: true });
    suppressAddress(sandbox.world, MANAGEMENT, 'ann@example.com');
    await expect(sandbox.connected().mailer.send(mail)).rejects.toMatchObject({ code: 'AddressSuppressed' });
    expect(sandbox.world.mailbox).toEqual([]);
  });

  test('from an address that SES does not know is refused for certain', async () => {
    await expect(sandbox.connected().mailer.send(mail)).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('parameters of Systems Manager', () => {
  test('are read decrypted, with their type', async () => {
    putParameter(sandbox.world, MANAGEMENT, { name: '/mail/password', value: 'opensesame' });
    putParameter(sandbox.world, MANAGEMENT, { name: 'user', type: 'String', value: 'ann' });
    const { parameters, apiCalls } = sandbox.connected();
    const [password, user] = await Promise.all(['/mail/password', 'user'].map((name) => parameters.read(name)));
    expect([password?.type, password?.value.reveal()]).toEqual(['SecureString', 'opensesame']);
    expect([user?.type, user?.value.reveal()]).toEqual(['String', 'ann']);
    expect(apiCalls()).toMatchObject({ writes: 0, byOperation: { 'ssm:GetParameter': 2 } });
  });

  test('that are not there are missing', async () => {
    await expect(sandbox.connected().parameters.read('none')).rejects.toMatchObject({ kind: 'missing' });
  });
});

test('another way to SES looks into the suppression list of its Region', async () => {
  suppressAddress(sandbox.world, MANAGEMENT, 'ann@example.com', 'eu-central-1');
  const sent: unknown[] = [];
  const mailer = { send: async (each: unknown) => ({ messageId: String(sent.push(each)) }) };
  const { unlessSuppressed } = sandbox.connected();
  await expect(unlessSuppressed('eu-central-1', mailer).send(mail)).rejects.toMatchObject({
    code: 'AddressSuppressed',
  });
  await unlessSuppressed('us-east-1', mailer).send(mail);
  expect(sent).toHaveLength(1);
});

describe('a template of one’s own', () => {
  const connected = () => {
    const { templates } = sandbox.connected({
      settings: { ...settings, templates: { bucket: 'mails', enforce: 'a.html', audit: 'a.html' } },
    });
    if (templates === undefined) throw new Error('no store');
    return templates;
  };

  test('is read from its bucket; one that is not there is absent', async () => {
    addBucket(sandbox.world, MANAGEMENT, { name: 'mails' });
    putObject(sandbox.world, 'mails', { key: 'a.html', body: '<p>Grüße</p>' });
    expect(await connected().read('a.html')).toBe('<p>Grüße</p>');
    expect(await connected().read('b.html')).toBeUndefined();
  });

  test('in a bucket that is not there is an error', async () => {
    await expect(connected().read('a.html')).rejects.toMatchObject({ code: 'NoSuchBucket' });
  });

  test('is not looked for without a bucket', () => {
    expect(sandbox.connected().templates).toBeUndefined();
  });
});

describe('a check', () => {
  test('tells whether SES can send', async () => {
    addSesIdentity(sandbox.world, MANAGEMENT, { identity: 'admin@example.com', verified: true });
    addSesIdentity(sandbox.world, MANAGEMENT, { identity: 'new@example.com', verified: false });
    setSesAccount(sandbox.world, MANAGEMENT, { sandboxed: true, max24HourSend: 200, maxSendRate: 1 });
    const { inspection } = sandbox.connected();
    expect(await inspection.mailAccount()).toEqual({
      isInSandbox: true,
      isSending: true,
      quota: { perDay: 200, sentToday: 0, perSecond: 1 },
    });
    expect(await inspection.mailIdentity('admin@example.com')).toBe('verified');
    expect(await inspection.mailIdentity('new@example.com')).toBe('unverified');
    expect(await inspection.mailIdentity('nobody@example.com')).toBe('missing');
  });

  test('tells whether the KMS key and the exemption group are there', async () => {
    const key = addKmsKey(sandbox.world, MANAGEMENT, { enabled: false });
    addGroup(sandbox.world, MANAGEMENT, 'exempt');
    const { inspection } = sandbox.connected();
    expect(await inspection.kmsKey(key.arn)).toEqual({ arn: key.arn, state: 'Disabled', isAwsManaged: false });
    expect(await inspection.kmsKey('00000000-0000-4000-8000-000000000000')).toBeUndefined();
    expect(await inspection.groupExists('exempt')).toBe(true);
    expect(await inspection.groupExists('typo')).toBe(false);
  });
});
