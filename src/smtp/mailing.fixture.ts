import { SecretValue } from '../app/ports/secret-value.ts';
import type { Mail, Mailer } from '../app/ports/ses.ts';
import { type Instant, instant, plus } from '../core/time.ts';
import { smtpMailer } from './mailer.ts';
import { smtpSender } from './send-once.ts';
import type { SmtpSessionOptions } from './session.ts';
import { type Behaviour, certificate, PASSWORD, serveSmtp, type TestServer, USER } from './test-server.fixture.ts';

export const mail: Mail = {
  from: 'security@example.com',
  to: ['ann@example.com'],
  cc: [],
  subject: 'A new access key for ci-runner',
  html: '<p>Grüße</p>',
  text: 'Grüße',
};

export interface Mailing {
  readonly server: TestServer;
  readonly send: (changes?: Partial<Mail>) => ReturnType<Mailer['send']>;
  /** Pauses between tries so far, in ms. */
  readonly pauses: readonly number[];
}

/** A mailer and its server, for one test. */
export const withServer = async (
  behaviour: Behaviour,
  options: Partial<SmtpSessionOptions> & { readonly password?: string },
  test: (mailing: Mailing) => Promise<void>,
): Promise<void> => {
  const server = await serveSmtp(behaviour);
  const pauses: number[] = [];
  let now: Instant = instant(Date.UTC(2027, 0, 15));
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      pauses.push(ms);
      now = plus(now, ms);
    },
  };
  const { password = PASSWORD, ...changes } = options;
  const session = {
    ...{ host: 'localhost', port: server.port, isTlsFromTheStart: false, authorities: certificate.cert },
    ...changes,
  };
  const credentials = { user: new SecretValue(USER), password: new SecretValue(password) };
  const mailer = smtpMailer(
    smtpSender(session, async () => credentials),
    clock,
  );
  try {
    await test({ server, pauses, send: (different = {}) => mailer.send({ ...mail, ...different }) });
  } finally {
    await server.close();
  }
};
