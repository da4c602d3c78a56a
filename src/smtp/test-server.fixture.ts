import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { selfSigned, type TestCertificate } from './certificate.fixture.ts';

export const USER = 'AKIAIOSFODNN7EXAMPLE';
export const PASSWORD = 'correct-horse+battery/staple';

/** One for all tests of a file: a key takes long to make. */
export const certificate: TestCertificate = selfSigned();

export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
  readonly tls: string | undefined;
}

export interface TestServer {
  readonly port: number;
  readonly mails: readonly TakenMail[];
  /** Sign-ins that were tried. */
  readonly signIns: readonly string[];
  connections(): number;
  /** Ends every connection at once, without a word. */
  drop(): void;
  close(): Promise<void>;
}

/** What a server does instead: by the number of the try, from 1 on. `undefined`: as it should. */
export interface Behaviour {
  readonly options?: SMTPServerOptions;
  readonly connect?: (time: number) => Error | undefined;
  readonly recipient?: (address: string, time: number) => Error | undefined;
  /** At the end of a mail; `drop`: the connection is lost before the answer. */
  readonly end?: (time: number) => Error | 'drop' | string | undefined;
  readonly signIn?: (password: string, time: number) => Error | undefined;
}

export const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/** An SMTP server that nobody here wrote, on loopback. */
export const serveSmtp = async (behaviour: Behaviour = {}): Promise<TestServer> => {
  const mails: TakenMail[] = [];
  const signIns: string[] = [];
  const times = { connect: 0, recipient: 0, end: 0, signIn: 0 };
  const server: SMTPServer = new SMTPServer({
    ...certificate,
    authMethods: ['PLAIN', 'LOGIN'],
    closeTimeout: 100,
    onConnect: (_, done) => {
      times.connect += 1;
      done(behaviour.connect?.(times.connect));
    },
    onAuth: ({ username, password: given }, _, done) => {
      const password = given ?? '';
      times.signIn += 1;
      signIns.push(`${username}:${password}`);
      const error = behaviour.signIn?.(password, times.signIn);
      if (error !== undefined) return done(error);
      return username === USER && password === PASSWORD
        ? done(null, { user: username })
        : done(refusal(535, `Authentication Credentials Invalid for ${password}`));
    },
    onRcptTo: ({ address }, _, done) => done(behaviour.recipient?.(address, ++times.recipient)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const end = behaviour.end?.(++times.end);
        if (end === 'drop') return drop();
        if (end instanceof Error) return done(end);
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString('utf8'),
          tls: session.tlsOptions === false ? undefined : session.tlsOptions.version,
        });
        return (done as (error: null, message?: string) => void)(null, end);
      });
    },
    ...behaviour.options,
  });
  const drop = (): void => {
    for (const { _socket } of server.connections as Iterable<{ readonly _socket?: { destroy(): void } }>)
      _socket?.destroy();
  };
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    mails,
    signIns,
    connections: () => times.connect,
    drop,
    close: () => new Promise<void>((closed) => server.close(closed)),
  };
};
