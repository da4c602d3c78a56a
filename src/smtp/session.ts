import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { SECOND } from '../core/time.ts';
import type { SmtpCredentials } from './credentials.ts';
import { type Phase, SmtpFailure } from './smtp-failure.ts';

export interface SmtpSessionOptions {
  readonly host: string;
  readonly port: number;
  /** TLS before SMTP; else STARTTLS, without which nothing is sent. */
  readonly isTlsFromTheStart: boolean;
  /** Certificates in PEM that are trusted instead of Node's own; none: Node's own. */
  readonly authorities?: string | undefined;
}

export interface SmtpSession {
  send(envelope: Envelope, message: Uint8Array): Promise<Answer>;
  /** Says goodbye, and waits for nothing. */
  end(): void;
}

export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

export interface Answer {
  readonly accepted: readonly string[];
  readonly rejected: readonly Rejection[];
  /** What the server said to the end of the mail; `undefined`: nobody's mail was taken, and none was handed over. */
  readonly response: string | undefined;
}

export interface Rejection {
  readonly recipient: string;
  readonly response: string;
  readonly code: number | undefined;
}

/** In ms. An answer to the end of a mail may take long, while the server looks at it. */
const CONNECT = 10 * SECOND;
const SILENCE = 60 * SECOND;

/**
 * Connects, secures the connection and signs in. Never without TLS 1.2 and a certificate of that host.
 * @throws SmtpFailure
 */
export const openSession = async (options: SmtpSessionOptions, credentials: SmtpCredentials): Promise<SmtpSession> => {
  const { host, port, isTlsFromTheStart, authorities } = options;
  const connection = new SMTPConnection({
    host,
    port,
    secure: isTlsFromTheStart,
    requireTLS: !isTlsFromTheStart,
    connectionTimeout: CONNECT,
    greetingTimeout: CONNECT,
    socketTimeout: SILENCE,
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(authorities === undefined ? {} : { ca: authorities }),
    },
  });
  const step = stepsOf(connection);
  try {
    await step('connect', (done) => connection.connect(done));
    const { user, password } = credentials;
    const auth = { credentials: { user: user.reveal(), pass: password.reveal() } };
    await step('AUTH', (done) => connection.login(auth, done));
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    send: (envelope, message) => sendOver(connection, step, { envelope, message }),
    end: () => connection.quit(),
  };
};

type Done<T> = (error?: Error | null, result?: T) => void;
type Step = <T>(phase: Phase, begin: (done: Done<T>) => void) => Promise<T>;

/** One step at a time: it ends by its own answer, or by the end of the connection. */
const stepsOf = (connection: SMTPConnection): Step => {
  const lost = new Promise<never>((_, reject) => {
    connection.on('error', reject);
    connection.once('end', () => reject(Object.assign(new Error('Connection closed'), { code: 'ECONNECTION' })));
  });
  lost.catch(() => undefined);
  return async (phase, begin) => {
    try {
      return await Promise.race([
        lost,
        new Promise<never>((resolve, reject) =>
          begin((error, result) => (error ? reject(error) : resolve(result as never))),
        ),
      ]);
    } catch (error) {
      throw new SmtpFailure(phase, error);
    }
  };
};

/** The message is read once the server asked for it: until then it cannot have been sent. */
const sendOver = async (
  connection: SMTPConnection,
  step: Step,
  { envelope: { from, to }, message }: { readonly envelope: Envelope; readonly message: Uint8Array },
): Promise<Answer> => {
  let isHandedOver = false;
  const read = function* (): Generator<Uint8Array> {
    isHandedOver = true;
    yield message;
  };
  try {
    const body = Readable.from(read(), { objectMode: false });
    const info = await step<SendInfo>('send', (done) => connection.send({ from, to: [...to] }, body, done));
    return { accepted: info.accepted, rejected: rejections(info.rejectedErrors), response: info.response };
  } catch (error) {
    if (!(error instanceof SmtpFailure)) throw error;
    if (error.rejected.length > 0) return { accepted: [], rejected: rejections(error.rejected), response: undefined };
    throw isHandedOver ? new SmtpFailure('answer', error.cause) : error;
  }
};

interface SendInfo {
  readonly accepted: readonly string[];
  readonly rejectedErrors?: readonly RejectedError[] | undefined;
  readonly response: string;
}

interface RejectedError {
  readonly recipient?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
}

const rejections = (errors: readonly RejectedError[] = []): readonly Rejection[] =>
  errors.map(({ recipient = '', response = '', responseCode }) => ({ recipient, response, code: responseCode }));
