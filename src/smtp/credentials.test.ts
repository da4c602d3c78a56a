import { describe, expect, it } from 'vitest';
import { AwsFault } from '../app/faults/aws-fault.ts';
import { SecretValue } from '../app/ports/secret-value.ts';
import type { StoredParameter } from '../app/ports/ssm.ts';
import { readCredentials } from './credentials.ts';

const VALUE = 'correct-horse+battery/staple';
const names = { userParameter: '/mail/user', passwordParameter: '/mail/password' };

const parameter = (type: StoredParameter['type'], value: string): StoredParameter => ({
  type,
  value: new SecretValue(value),
});

/** Of a store that holds these, or fails so. */
const reading = (user: StoredParameter | Error, password: StoredParameter | Error) => {
  const asked: string[] = [];
  const read = async (name: string): Promise<StoredParameter> => {
    asked.push(name);
    const found = name === names.userParameter ? user : password;
    if (found instanceof Error) throw found;
    return found;
  };
  return { asked, credentials: readCredentials({ read }, names) };
};

const fault = (kind: 'missing' | 'denied' | 'doubtful', code: string) =>
  new AwsFault(kind, code, 'ssm:GetParameter', 'no');

describe('the SMTP user and password', () => {
  it.each(['String', 'SecureString'] as const)('are read once for a run, the user from a %s', async (type) => {
    const { asked, credentials } = reading(parameter(type, 'ann'), parameter('SecureString', VALUE));
    const [first] = await Promise.all([credentials(), credentials()]);
    expect([first.user.reveal(), first.password.reveal()]).toEqual(['ann', VALUE]);
    expect(asked).toEqual(['/mail/user', '/mail/password']);
  });

  it('are read again for the next mail where they could not be', async () => {
    const { asked, credentials } = reading(parameter('String', 'ann'), fault('doubtful', 'ECONNRESET'));
    await expect(credentials()).rejects.toMatchObject({ kind: 'doubtful' });
    await expect(credentials()).rejects.toMatchObject({ kind: 'doubtful' });
    expect(asked).toHaveLength(4);
  });

  it.each([
    ['a password that is no SecureString', parameter('String', VALUE), 'is a String: it must be a SecureString'],
    ['a password that is a list', parameter('StringList', VALUE), 'is a StringList: it must be a SecureString'],
    ['a password with a line break', parameter('SecureString', `${VALUE}\n`), 'holds a line break'],
    ['an empty password', parameter('SecureString', ' '), 'is empty'],
    ['a password that is not there', fault('missing', 'ParameterNotFound'), 'SSM has no parameter /mail/password'],
    ['a password that may not be read', fault('denied', 'AccessDeniedException'), 'may not be read: ssm:GetParameter'],
  ])('%s is a fault that names the parameter, never what it holds', async (_, password, words) => {
    const failure = await reading(parameter('String', 'ann'), password)
      .credentials()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'KT-219', message: expect.stringContaining(words) });
    expect(failure).toMatchObject({ message: expect.stringContaining('/mail/password') });
    expect(JSON.stringify(failure) + String(failure)).not.toContain(VALUE);
  });

  it('a user that is a list is a fault', async () => {
    const { credentials } = reading(parameter('StringList', 'a,b'), parameter('SecureString', VALUE));
    await expect(credentials()).rejects.toMatchObject({
      message: 'the parameter /mail/user is a StringList: it must be a SecureString',
    });
  });
});
