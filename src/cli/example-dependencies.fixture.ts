import type { ExplainRequest } from '../app/acts/explain.ts';
import type { ExplainResult } from '../app/acts/explain-result.ts';
import type { HandoverRequest } from '../app/acts/handover.ts';
import type { HandoverResult } from '../app/acts/handover-result.ts';
import type { ActRequest } from '../app/acts/one-user.ts';
import type { UndoResult } from '../app/acts/undo-result.ts';
import type { Account } from '../app/ports/organizations.ts';
import type { AccountSession } from '../app/ports/sts.ts';
import type { RunResult } from '../app/results/result.ts';
import type { RunDependencies, RunRequest } from '../app/run/request.ts';
import type { AccountId } from '../core/keys.ts';
import { instant } from '../core/time.ts';
import type { Connection, ConnectOptions, Dependencies, DeployConnection } from './run/dependencies.ts';
import type { Io, Sink } from './terminal/io.ts';

/** What a command line did, with nothing of the machine's own. For tests. */
export interface TestTerminal {
  readonly dependencies: Dependencies;
  readonly out: () => string;
  readonly err: () => string;
  readonly requests: RunRequest[];
  readonly undos: ActRequest[];
  readonly handovers: HandoverRequest[];
  readonly explanations: ExplainRequest[];
  readonly connections: ConnectOptions[];
  readonly questions: string[];
  readonly interrupt: () => void;
}

export interface TestTerminalOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly isTTY?: boolean;
  /** `undefined`: nobody can answer. */
  readonly answer?: 'yes' | 'no' | 'interrupted';
  readonly run?: (request: RunRequest, identity: RunDependencies) => Promise<RunResult>;
  readonly undo?: (request: ActRequest) => Promise<UndoResult>;
  readonly handOver?: (request: HandoverRequest) => Promise<HandoverResult>;
  readonly explain?: (request: ExplainRequest) => Promise<ExplainResult>;
  /** Which accounts have which users, a path before the name, for a lookup; `denied`: cannot be entered. */
  readonly accounts?: Readonly<Record<string, readonly string[] | 'denied'>>;
  readonly connectError?: Error;
  /** `undefined`: no deployment was expected. */
  readonly deployment?: DeployConnection;
}

export const testTerminal = (options: TestTerminalOptions = {}): TestTerminal => {
  const { isTTY = false, env = {}, cwd = '/nonexistent', answer } = options;
  const [out, err] = [recorder(isTTY), recorder(isTTY)];
  const requests: RunRequest[] = [];
  const undos: ActRequest[] = [];
  const handovers: HandoverRequest[] = [];
  const explanations: ExplainRequest[] = [];
  const connections: ConnectOptions[] = [];
  const questions: string[] = [];
  const controller = new AbortController();
  const io: Io = {
    out: out.sink,
    err: err.sink,
    env: { LANG: 'C.UTF-8', ...env },
    cwd,
    clock: { now: () => instant(Date.UTC(2026, 4, 1)), sleep: async () => undefined },
    signal: controller.signal,
    ask:
      answer === undefined
        ? undefined
        : async (question) => {
            questions.push(question);
            return answer;
          },
    every: () => () => undefined,
  };
  const dependencies: Dependencies = {
    io,
    nonce: () => 'nonce',
    connect: async (given) => {
      connections.push(given);
      if (options.connectError !== undefined) throw options.connectError;
      return connection(options.accounts ?? {});
    },
    connectDeployment: async () => {
      if (options.connectError !== undefined) throw options.connectError;
      if (options.deployment === undefined) throw new Error('no deployment was expected');
      return options.deployment;
    },
    run: async (request, identity) => {
      requests.push(request);
      if (options.run === undefined) throw new Error('no run was expected');
      return options.run(request, identity);
    },
    undo: async (request) => {
      undos.push(request);
      if (options.undo === undefined) throw new Error('no undo was expected');
      return options.undo(request);
    },
    handOver: async (request) => {
      handovers.push(request);
      if (options.handOver === undefined) throw new Error('no handover was expected');
      return options.handOver(request);
    },
    explain: async (request) => {
      explanations.push(request);
      if (options.explain === undefined) throw new Error('no explanation was expected');
      return options.explain(request);
    },
  };
  const interrupt = () => controller.abort();
  return {
    dependencies,
    out: out.text,
    err: err.text,
    requests,
    undos,
    handovers,
    explanations,
    connections,
    questions,
    interrupt,
  };
};

const recorder = (isTTY: boolean): { readonly sink: Sink; readonly text: () => string } => {
  const written: string[] = [];
  const write = (text: string): void => {
    written.push(text);
  };
  return { sink: { write, isTTY, columns: isTTY ? 100 : undefined }, text: () => written.join('') };
};

const connection = (accounts: NonNullable<TestTerminalOptions['accounts']>): Connection =>
  ({
    organizationAccounts: { accounts: () => pageOf(accounts), accountsBelow: () => pageOf(accounts) },
    sessions: {
      open: async ({
        id,
      }: Account): Promise<Pick<AccountSession, 'close'> & { users: { find: AccountSession['users']['find'] } }> => {
        const users = accounts[id] ?? [];
        if (users === 'denied') throw new Error('sts:AssumeRole: AccessDenied');
        const find = async (name: string) =>
          users.filter((path) => path.split('/').at(-1) === name).map((path) => user(id, path))[0];
        return { users: { find }, close: () => undefined };
      },
    },
    region: 'eu-central-1',
    apiCalls: () => ({ total: 0, writes: 0, byOperation: {}, throttled: 0, throttledBy: {} }),
    close: () => undefined,
  }) as unknown as Connection;

const user = (account: string, path: string) => ({
  name: path.split('/').at(-1) ?? '',
  id: `AIDA${path}`,
  arn: `arn:aws:iam::${account}:user/${path}`,
  path: '/',
  tags: {},
});

async function* pageOf(accounts: NonNullable<TestTerminalOptions['accounts']>): AsyncIterable<readonly Account[]> {
  yield Object.keys(accounts).map((id) => ({
    id: id as AccountId,
    name: `name of ${id}`,
    email: undefined,
    state: 'ACTIVE',
  }));
}
