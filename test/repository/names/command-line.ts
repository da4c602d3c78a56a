import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../src/app/ports.ts';
import { run } from '../../../src/app/run.ts';
import { doorTo } from '../../../src/aws/direct.ts';
import type { Door } from '../../../src/aws/door.ts';
import { wire } from '../../../src/aws/wire.ts';
import { stage } from '../../../src/cli/example-means.ts';
import type { Connect, ConnectDeployment } from '../../../src/cli/means.ts';
import { runProgram } from '../../../src/cli/program.ts';
import { logRequests } from '../../../src/cli/request-log.ts';
import { createNotifier } from '../../../src/notify/notifier.ts';
import { virtualClock } from '../../../src/sandbox/clock.ts';
import { directDoor, type Hooks } from '../../../src/sandbox/direct.ts';
import type { Organization } from '../../harness/organization.ts';
import type { Recording } from './recording.ts';
import { createRequestReader } from './request-names.ts';

export interface CommandLine {
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
export const createCommandLine = (recording: Recording, { world, operator }: Organization): CommandLine => {
  const clock = virtualClock(world);
  const read = createRequestReader(recording, world);
  const hooks: Hooks = {
    before: (request) => {
      read(request);
      return self.before(request);
    },
  };
  const connect = connectBy(throttledOnce(doorTo(directDoor(world, hooks), { clock, credentials: operator })), clock);
  let interrupt: () => void = () => undefined;
  const keyturn = async (line: string, options: LineOptions = {}): Promise<Printed> => {
    const { env = {}, yaml, connectDeployment, isTTY = false } = options;
    const cwd = mkdtempSync(join(tmpdir(), 'keyturn-names-'));
    if (yaml !== undefined) writeFileSync(join(cwd, 'keyturn.yaml'), yaml);
    const { means, ...played } = stage({ cwd, isTTY });
    interrupt = played.interrupt;
    const io = { ...means.io, clock, env: watched({ ...means.io.env, ...env }, recording) };
    const own = { ...means, io, connect, run, ...(connectDeployment ? { connectDeployment } : {}) };
    const code = await runProgram(line === '' ? [] : line.split(' '), own);
    rmSync(cwd, { recursive: true });
    return { code, out: played.out(), err: played.err() };
  };
  const self: CommandLine = { keyturn, before: () => undefined, interrupt: () => interrupt() };
  return self;
};

const connectBy =
  (door: Door, clock: Clock): Connect =>
  async ({ io, settings, isDebug, runId, report }) => {
    const wired = wire({ door: isDebug ? logRequests(io, door) : door, clock, settings, runId, region: 'us-east-1' });
    const notifier = createNotifier({ mailer: wired.mailer, report });
    return { ...wired, region: 'us-east-1', notifier, close: () => undefined };
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
const throttledOnce = (door: Door): Door => {
  let isThrottled = false;
  return (spec) => {
    const client = door(spec);
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
