import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../../src/app/acts/explain.ts';
import type { Clock } from '../../../src/app/ports/clock.ts';
import { run } from '../../../src/app/run/run.ts';
import type { ClientFactory } from '../../../src/aws/client/client-factory.ts';
import { inProcessClients } from '../../../src/aws/client/in-process.ts';
import { connectAws } from '../../../src/aws/connect.ts';
import { testTerminal } from '../../../src/cli/example-dependencies.fixture.ts';
import { runProgram } from '../../../src/cli/program.ts';
import type { Connect, ConnectDeployment } from '../../../src/cli/run/dependencies.ts';
import { logRequests } from '../../../src/cli/terminal/request-log.ts';
import { connectNotifier } from '../../../src/notify/notifier.ts';
import { virtualClock } from '../../../src/sandbox/clock.ts';
import { type Hooks, inProcessTransport } from '../../../src/sandbox/in-process.ts';
import type { Organization } from '../../support/organization.ts';
import type { Recording } from './recording.ts';
import { createRequestReader } from './request-names.ts';

export interface ListedCommandLine {
  /** Runs `keyturn ...` and tells what it printed. */
  readonly keyturn: (line: string, options?: LineOptions) => Promise<Printed>;
  before: NonNullable<Hooks['before']>;
  /** Ctrl-C. */
  readonly interrupt: () => void;
}

export interface LineOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What keyturn.yaml holds. */
  readonly yaml?: string;
  readonly connectDeployment?: ConnectDeployment;
  readonly isTTY?: boolean;
}

/** The one object that was printed. */
export const objectIn = ({ out, err }: Printed): unknown => {
  if (out === '') throw new Error(`nothing was printed but:\n${err}`);
  return JSON.parse(out);
};

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command line in this process, on the sandbox; what it reads of its environment and what it sends is listed. */
export const createCommandLine = (recording: Recording, { world, operator }: Organization): ListedCommandLine => {
  const clock = virtualClock(world);
  const read = createRequestReader(recording, world);
  const hooks: Hooks = {
    before: (request) => {
      read(request);
      return self.before(request);
    },
  };
  const connect = connectBy(
    throttledOnce(inProcessClients(inProcessTransport(world, hooks), { clock, credentials: operator })),
    clock,
  );
  let interrupt: () => void = () => undefined;
  const keyturn = async (line: string, options: LineOptions = {}): Promise<Printed> => {
    const { env = {}, yaml, connectDeployment, isTTY = false } = options;
    const cwd = mkdtempSync(join(tmpdir(), 'keyturn-names-'));
    if (yaml !== undefined) writeFileSync(join(cwd, 'keyturn.yaml'), yaml);
    const { dependencies, ...played } = testTerminal({ cwd, isTTY });
    interrupt = played.interrupt;
    const io = { ...dependencies.io, clock, env: watched({ ...dependencies.io.env, ...env }, recording) };
    const own = { ...dependencies, io, connect, run, explain, ...(connectDeployment ? { connectDeployment } : {}) };
    const code = await runProgram(line === '' ? [] : line.split(' '), own);
    rmSync(cwd, { recursive: true });
    return { code, out: played.out(), err: played.err() };
  };
  const self: ListedCommandLine = { keyturn, before: () => undefined, interrupt: () => interrupt() };
  return self;
};

const connectBy =
  (clientFactory: ClientFactory, clock: Clock): Connect =>
  async ({ io, settings, isDebug, runId, report }) => {
    const connected = connectAws({
      clientFactory: isDebug ? logRequests(io, clientFactory) : clientFactory,
      clock,
      settings,
      runId,
      region: 'us-east-1',
    });
    const notifier = connectNotifier({ mailer: connected.mailer, report });
    return { ...connected, region: 'us-east-1', notifier, close: () => undefined };
  };

/** Lists each variable that is asked for. */
export const watched = (env: Readonly<Record<string, string | undefined>>, { names }: Recording) =>
  new Proxy(env, {
    get: (target, name, receiver) => {
      if (typeof name === 'string') names.add('environment variables of the command line', name);
      return Reflect.get(target, name, receiver);
    },
  });

/** Says of the first request that AWS refused it at first, since too many came: the sandbox itself never does. */
const throttledOnce = (clientFactory: ClientFactory): ClientFactory => {
  let isThrottled = false;
  return (spec) => {
    const client = clientFactory(spec);
    return {
      ...client,
      send: (command, options) => {
        if (!isThrottled && spec.service === 'iam') spec.throttled?.();
        isThrottled ||= spec.service === 'iam';
        return client.send(command, options);
      },
    };
  };
};
