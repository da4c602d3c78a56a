import type { AccountSession, AccountSessions } from '../../../src/app/ports/sts.ts';
import type { run } from '../../../src/app/run/run.ts';
import { type ClientFactory, operationOf } from '../../../src/aws/client/client-factory.ts';
import { printed } from './leaks.ts';

/** A request as it leaves keyturn, or the answer as it comes. */
export interface Passage {
  readonly direction: 'request' | 'answer';
  readonly operation: string;
  readonly content: unknown;
  /** The access key it was signed with, if not by a role's. */
  readonly signedBy: string | undefined;
}

export interface Recorder {
  readonly passages: Passage[];
  /** All that was printed, thrown, reported or returned inside keyturn. */
  readonly heard: string[];
  readonly clientFactory: (clientFactory: ClientFactory) => ClientFactory;
  readonly run: (inner: typeof run) => typeof run;
}

export const createRecorder = (onRequest: () => void): Recorder => {
  const passages: Passage[] = [];
  const heard: string[] = [];
  const note = (value: unknown): void => {
    heard.push(printed(value));
  };
  return {
    passages,
    heard,
    clientFactory: (clientFactory) => (spec) => {
      const client = clientFactory(spec);
      const signedBy = typeof spec.credentials === 'object' ? spec.credentials.accessKeyId : undefined;
      return {
        ...client,
        async send(command, options) {
          const operation = `${spec.service}:${operationOf(command)}`;
          passages.push({ direction: 'request', operation, content: { ...command.input }, signedBy });
          onRequest();
          const answer = await client.send(command, options);
          passages.push({ direction: 'answer', operation, content: answer, signedBy });
          return answer;
        },
      };
    },
    run: (inner) => async (request, dependencies) => {
      const report: typeof dependencies.report = (event) => {
        note(event);
        dependencies.report(event);
      };
      const sessions = recordingSessions(dependencies.sessions, note);
      const result = await inner(request, { ...dependencies, sessions, report });
      note(result);
      return result;
    },
  };
};

type Note = (value: unknown) => void;

const recordingSessions = (sessions: AccountSessions, note: Note): AccountSessions => {
  const listening = (session: AccountSession): AccountSession => ({
    ...session,
    users: listeningPort(session.users, note),
    secretStore: listeningPort(session.secretStore, note),
    keyCreations: listeningPort(session.keyCreations, note),
    verifier: listeningPort(session.verifier, note),
  });
  const { self, open, openOwn } = listeningPort(sessions, note);
  return {
    self,
    open: async (account, options) => listening(await open(account, options)),
    openOwn: async (options) => listening(await openOwn(options)),
  };
};

/** Hears what a port is told, what it answers and what it throws. */
const listeningPort = <P extends object>(port: P, note: Note): P =>
  new Proxy(port, {
    get(target, name, receiver) {
      const member = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]) => {
        note(args);
        const answer: unknown = member.apply(target, args);
        if (answer instanceof Promise) answer.then(note, note);
        return answer;
      };
    },
  });
