import { beforeEach, describe, expect, test } from 'vitest';
import type { NewKey } from '../../app/ports/iam.ts';
import { SecretValue } from '../../app/ports/secret-value.ts';
import type { AccountSession } from '../../app/ports/sts.ts';
import { MINUTE, plus } from '../../core/time.ts';
import { addUser, type InSandbox, inSandbox, MEMBER, putUserPolicy } from '../in-sandbox.fixture.ts';

const VERSION = '00000000-0000-4000-8000-000000000001';
let sandbox: InSandbox;
let session: AccountSession;
let key: NewKey;
let arn: string;
const signed = () => ({ signedAt: sandbox.clock.now() });

beforeEach(async () => {
  sandbox = inSandbox();
  addUser(sandbox.world, MEMBER, { name: 'ann' });
  session = await sandbox.connected().sessions.open(sandbox.member, { readOnly: false });
  const container = {
    name: 'ann',
    description: '',
    versionId: VERSION,
    placeholder: 'hello',
    tags: {},
    kmsKey: undefined,
  };
  ({ arn } = await session.secretStore.create(container, signed()));
  key = await session.users.createKey('ann', signed());
});

const allowRead = () => {
  const Statement = [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }];
  putUserPolicy(sandbox.world, MEMBER, 'ann', ['read', JSON.stringify({ Version: '2012-10-17', Statement })]);
};

describe('a new key', () => {
  test('is not known to AWS at once, and then names its user', async () => {
    expect(await session.verifier.identity(key, signed())).toBe('not-yet');
    expect(await session.verifier.read(key, { arn, versionId: VERSION }, signed())).toBe('not-yet');
    await sandbox.clock.sleep(MINUTE);
    const user = await session.users.find('ann');
    expect(await session.verifier.identity(key, signed())).toEqual({ accountId: MEMBER, userId: user?.id });
  });

  test('reads the very version, if its user may', async () => {
    await sandbox.clock.sleep(MINUTE);
    expect(await session.verifier.read(key, { arn, versionId: VERSION }, signed())).toBe('denied');
    allowRead();
    const value = await session.verifier.read(key, { arn, versionId: VERSION }, signed());
    expect(value instanceof SecretValue && value.reveal()).toBe('hello');
  });

  test('that reads what does not show yet has not been denied', async () => {
    await sandbox.clock.sleep(MINUTE);
    allowRead();
    const other = { arn, versionId: VERSION.replace(/1$/, '2') };
    expect(await session.verifier.read(key, other, signed())).toBe('not-yet');
  });

  test('with the wrong secret is not there yet; a signature too late is another matter', async () => {
    await sandbox.clock.sleep(MINUTE);
    allowRead();
    const late = { signedAt: plus(sandbox.clock.now(), -16 * MINUTE) };
    await expect(session.verifier.identity(key, late)).rejects.toMatchObject({ kind: 'unauthenticated' });
    await expect(session.verifier.read(key, { arn, versionId: VERSION }, late)).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
  });
});
