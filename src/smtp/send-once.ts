import { isAwsFault } from '../app/faults/aws-fault.ts';
import { Fault } from '../app/faults/fault.ts';
import { MailFault } from '../app/faults/mail-fault.ts';
import type { SmtpCredentials } from './credentials.ts';
import { type Answer, type Envelope, openSession, type SmtpSession, type SmtpSessionOptions } from './session.ts';
import { mailFaultOf, SmtpFailure, withoutCredentials } from './smtp-failure.ts';

/** One connection, one mail. @throws MailFault */
export type SendOnce = (envelope: Envelope, message: Uint8Array) => Promise<Answer>;

export const smtpSender =
  (options: SmtpSessionOptions, credentials: () => Promise<SmtpCredentials>): SendOnce =>
  async (envelope, message) => {
    const known = await readable(credentials);
    return inWords(known, async () => {
      const session = await openSession(options, known);
      try {
        return withoutQuotes(await session.send(envelope, message), known);
      } finally {
        session.end();
      }
    });
  };

/** Connects, signs in and sends nothing. @throws MailFault; Fault for parameters that cannot be used */
export const trySignIn = async (
  options: SmtpSessionOptions,
  credentials: () => Promise<SmtpCredentials>,
): Promise<void> => {
  const known = await credentials();
  const session: SmtpSession = await inWords(known, () => openSession(options, known));
  session.end();
};

/** Of a mail, parameters that cannot be used are a refusal; the next mail asks again. */
const readable = async (credentials: () => Promise<SmtpCredentials>): Promise<SmtpCredentials> => {
  try {
    return await credentials();
  } catch (error) {
    if (error instanceof Fault) throw new MailFault('refused', 'credentials', `${error.message} (${error.code})`);
    if (isAwsFault(error)) throw new MailFault('refused', 'credentials', `they could not be read: ${error.message}`);
    throw error;
  }
};

const inWords = async <T>(credentials: SmtpCredentials, talk: () => Promise<T>): Promise<T> => {
  try {
    return await talk();
  } catch (error) {
    throw error instanceof SmtpFailure ? mailFaultOf(error, credentials) : error;
  }
};

const withoutQuotes = ({ rejected, ...answer }: Answer, credentials: SmtpCredentials): Answer => ({
  ...answer,
  rejected: rejected.map((each) => ({ ...each, response: withoutCredentials(each.response, credentials) })),
});
