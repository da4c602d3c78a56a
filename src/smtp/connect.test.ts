import { expect, it } from 'vitest';
import { AwsFault } from '../app/faults/aws-fault.ts';
import { SecretValue } from '../app/ports/secret-value.ts';
import type { Mailer } from '../app/ports/ses.ts';
import type { StoredParameter } from '../app/ports/ssm.ts';
import { instant } from '../core/time.ts';
import { connectSmtp } from './connect.ts';
import { mail } from './mailing.fixture.ts';
import { certificate, PASSWORD, serveSmtp, USER } from './test-server.fixture.ts';

const connecting = (host: string, port: number, password: StoredParameter | Error) => {
  const looked: string[] = [];
  const unlessSuppressed = (region: string, mailer: Mailer): Mailer => {
    looked.push(region);
    return mailer;
  };
  const read = async (name: string): Promise<StoredParameter> => {
    if (name === '/user') return { type: 'String', value: new SecretValue(USER) };
    if (password instanceof Error) throw password;
    return password;
  };
  const connected = connectSmtp({
    server: { host, port, userParameter: '/user', passwordParameter: '/password' },
    parameters: { read },
    clock: { now: () => instant(Date.UTC(2027, 0, 15)), sleep: async () => undefined },
    unlessSuppressed,
    authorities: certificate.cert,
  });
  return { ...connected, looked };
};
const secure: StoredParameter = { type: 'SecureString', value: new SecretValue(PASSWORD) };

it('the suppression list of SES is looked into where the server is SES, in its Region, and nowhere else', () => {
  expect(connecting('email-smtp.eu-central-1.amazonaws.com', 587, secure).looked).toEqual(['eu-central-1']);
  expect(connecting('smtp.example.com', 587, secure).looked).toEqual([]);
});

it('a sign-in is tried without a mail', async () => {
  const server = await serveSmtp();
  try {
    await connecting('localhost', server.port, secure).signIn();
    expect([server.signIns.length, server.mails]).toEqual([1, []]);
    const wrong = { ...secure, value: new SecretValue('wrong') };
    await expect(connecting('localhost', server.port, wrong).signIn()).rejects.toMatchObject({ step: 'AUTH' });
  } finally {
    await server.close();
  }
});

it.each([
  ['cannot be used', new AwsFault('missing', 'ParameterNotFound', 'ssm:GetParameter', ''), /\/password .*\(KT-219\)$/],
  ['get no answer', new AwsFault('doubtful', 'ECONNRESET', 'ssm:GetParameter', 'no'), /could not be read: ssm:GetPar/],
])('a mail is refused, and was not sent for certain, where parameters %s', async (_, fault, words) => {
  const { mailer } = connecting('localhost', 1, fault);
  await expect(mailer.send(mail)).rejects.toMatchObject({ kind: 'refused', message: expect.stringMatching(words) });
});
