import type { Clock } from '../app/ports/clock.ts';
import type { Mailer } from '../app/ports/ses.ts';
import type { ParameterStore } from '../app/ports/ssm.ts';
import type { SmtpServer } from '../app/settings/smtp.ts';
import { readCredentials } from './credentials.ts';
import { smtpMailer } from './mailer.ts';
import { smtpSender, trySignIn } from './send-once.ts';
import { isTlsFromTheStart, sesRegionOf } from './server-of.ts';
import type { SmtpSessionOptions } from './session.ts';

export interface ConnectSmtpOptions {
  readonly server: SmtpServer;
  readonly parameters: ParameterStore;
  readonly clock: Clock;
  /** For a host of SES, whose suppression list holds for mails by SMTP too: the mailer, which looks there first. */
  readonly unlessSuppressed: (region: string, mailer: Mailer) => Mailer;
  /** Certificates in PEM that are trusted instead of Node's own. */
  readonly authorities?: string | undefined;
}

export interface ConnectedSmtp {
  readonly mailer: Mailer;
  readonly signIn: SignIn;
}

/** Connects, signs in, sends nothing. @throws MailFault, Fault `smtp-parameter-unusable`, AwsFault */
export type SignIn = () => Promise<void>;

/** The SMTP side of one run. Nothing is read or connected to before it is asked for. */
export const connectSmtp = (options: ConnectSmtpOptions): ConnectedSmtp => {
  const { server, parameters, clock, unlessSuppressed, authorities } = options;
  const { host, port } = server;
  const session: SmtpSessionOptions = { host, port, isTlsFromTheStart: isTlsFromTheStart(port), authorities };
  const credentials = readCredentials(parameters, server);
  const mailer = smtpMailer(smtpSender(session, credentials), clock);
  const region = sesRegionOf(host);
  return {
    mailer: region === undefined ? mailer : unlessSuppressed(region, mailer),
    signIn: () => trySignIn(session, credentials),
  };
};
