import { MailFault } from '../app/faults/mail-fault.ts';
import { oneLine } from '../text/one-line.ts';
import type { SmtpCredentials } from './credentials.ts';

/** `answer`: the mail was handed over, and its end is not answered yet. */
export type Phase = 'connect' | 'AUTH' | 'send' | 'answer';

/** What the library tells of an error. */
interface LibraryError {
  readonly message?: unknown;
  readonly code?: unknown;
  /** Of the system, where `code` is the library's own. */
  readonly originalCode?: unknown;
  readonly command?: unknown;
  readonly response?: unknown;
  readonly responseCode?: unknown;
  readonly rejectedErrors?: unknown;
}

/** An error of the library, and how far the conversation had come. It may quote the server: it is never shown. */
export class SmtpFailure extends Error {
  readonly phase: Phase;
  readonly told: LibraryError;

  constructor(phase: Phase, cause: unknown) {
    super(`SMTP failed: ${phase}`, { cause });
    this.name = 'SmtpFailure';
    this.phase = phase;
    this.told = typeof cause === 'object' && cause !== null ? cause : {};
  }

  /** One for each recipient, where all of them were refused. */
  get rejected(): readonly object[] {
    const { rejectedErrors } = this.told;
    return Array.isArray(rejectedErrors) ? rejectedErrors : [];
  }
}

/**
 * What follows from a failure. A number of the server decides: "You should retry SMTP requests that receive 400 errors.
 * [...] If you receive a 500 error, you have to revise your request"
 * (https://docs.aws.amazon.com/ses/latest/DeveloperGuide/smtp-response-codes.html). Without one, a mail that was handed
 * over is in doubt; before that, nothing was sent.
 */
export const mailFaultOf = ({ phase, told }: SmtpFailure, credentials?: SmtpCredentials): MailFault => {
  const code = typeof told.responseCode === 'number' ? told.responseCode : undefined;
  if (phase === 'AUTH' && code !== undefined && code >= 500)
    return new MailFault('refused', 'AUTH', `the server refused the sign-in (${code}): check user and password`);
  const isNamed = phase !== 'AUTH' && typeof told.command === 'string' && !/^(CONN|API)$/.test(told.command);
  const step = isNamed ? String(told.command) : phase;
  if (code !== undefined) return new MailFault(kindOfAnswer(code), step, wordsOf(told, phase, credentials));
  if (phase === 'answer') return new MailFault('doubtful', step, `no answer to the whole mail (${codeOf(told)})`);
  if (isAboutTls(told))
    return new MailFault('refused', step, `no secure connection, so nothing was sent: ${wordsOf(told, phase)}`);
  if (NETWORK.has(String(told.code))) return new MailFault('later', step, `no connection (${codeOf(told)})`);
  return new MailFault('refused', step, wordsOf(told, phase, credentials));
};

/** A number below 400 where another was due is an answer that nobody can act on. */
export const kindOfAnswer = (code: number): 'later' | 'refused' => (code >= 400 && code < 500 ? 'later' : 'refused');

const NETWORK: ReadonlySet<string> = new Set(['ECONNECTION', 'ETIMEDOUT', 'EDNS', 'ESOCKET']);

/** Of the library by STARTTLS, of Node and OpenSSL where TLS comes first. A connection that broke is none. */
const isAboutTls = ({ code, originalCode, message }: LibraryError): boolean => {
  if (code === 'ETLS') return !/closed unexpectedly|ECONNRESET|timeout/i.test(String(message));
  return /^(ERR_TLS|ERR_SSL|EPROTO$)|CERT|SIGNED|SIGNATURE|UNABLE_TO/.test(String(originalCode));
};

const codeOf = ({ code, originalCode }: LibraryError): string =>
  [originalCode, code].find((each) => typeof each === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(each))?.toString() ??
  'no code';

/** What the server said, without what it was told in confidence. In a sign-in it is not quoted at all. */
const wordsOf = ({ response, message, responseCode }: LibraryError, phase: Phase, given?: SmtpCredentials): string => {
  if (phase === 'AUTH') return `the server did not take the sign-in (${responseCode ?? 'no number'})`;
  return withoutCredentials(typeof response === 'string' && response !== '' ? response : String(message), given);
};

export const withoutCredentials = (text: string, credentials: SmtpCredentials | undefined): string => {
  if (credentials === undefined) return oneLine(text, LONGEST);
  const [user, password] = [credentials.user.reveal(), credentials.password.reveal()];
  const forms = [password, base64(password), base64(`\0${user}\0${password}`)];
  return oneLine(
    forms.reduce((rest, form) => rest.replaceAll(form, '[removed]'), text),
    LONGEST,
  );
};

const LONGEST = 200;

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
