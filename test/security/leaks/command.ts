import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../../src/app/acts/explain.ts';
import { handOver } from '../../../src/app/acts/handover.ts';
import { undo } from '../../../src/app/acts/undo.ts';
import { run } from '../../../src/app/run/run.ts';
import { inProcessClients } from '../../../src/aws/client/in-process.ts';
import { connectAws } from '../../../src/aws/connect.ts';
import { runProgram } from '../../../src/cli/program.ts';
import type { Connect } from '../../../src/cli/run/dependencies.ts';
import type { Sink } from '../../../src/cli/terminal/io.ts';
import { logRequests } from '../../../src/cli/terminal/request-log.ts';
import { connectNotifier } from '../../../src/notify/notifier.ts';
import { virtualClock } from '../../../src/sandbox/clock.ts';
import { type Hooks, inProcessTransport } from '../../../src/sandbox/in-process.ts';
import type { Organization } from '../../support/organization.ts';
import { createRecorder, type Recorder } from './recorder.ts';

export interface CommandLine {
  readonly recorder: Recorder;
  /** Runs `keyturn ...`, with its progress on a terminal; answers the exit code. */
  readonly keyturn: (...args: readonly string[]) => Promise<number>;
  /** Everything on stdout and stderr so far. */
  readonly screen: () => string;
}

/** The command line in this process, on the sandbox called directly, with everything it says and sends recorded. */
export const commandLine = ({ world, operator }: Organization, hooks: Hooks): CommandLine => {
  const ticks = new Set<() => void>();
  const written: string[] = [];
  const recorder = createRecorder(() => {
    for (const tick of ticks) tick();
  });
  const clock = virtualClock(world);
  const clientFactory = recorder.clientFactory(
    inProcessClients(inProcessTransport(world, hooks), { clock, credentials: operator }),
  );
  const connect: Connect = async ({ io, settings, isDebug, runId, report }) => {
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
  const sink = (isTTY: boolean): Sink => ({
    write: (text) => written.push(text),
    isTTY,
    columns: isTTY ? 200 : undefined,
  });
  let nonces = 0;
  const keyturn = async (...args: readonly string[]): Promise<number> => {
    const cwd = await mkdtemp(join(tmpdir(), 'keyturn-canary-'));
    const every = (_: number, tick: () => void) => {
      ticks.add(tick);
      return () => ticks.delete(tick);
    };
    const { signal } = new AbortController();
    const io = { out: sink(false), err: sink(true), env: {}, cwd, clock, signal, ask: undefined, every };
    const code = await runProgram(args, {
      io,
      connect,
      connectDeployment: async () => Promise.reject(new Error('no deployment was expected')),
      run: recorder.run(run),
      undo,
      handOver,
      explain,
      nonce: () => `nonce-${++nonces}`,
    });
    written.push(...(await readdir(cwd)).map((name) => `left behind: ${name}`));
    await rm(cwd, { recursive: true });
    return code;
  };
  return { recorder, keyturn, screen: () => written.join('') };
};
