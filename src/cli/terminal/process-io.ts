import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../app/ports/clock.ts';
import { instant } from '../../core/time.ts';
import type { Io, Sink } from './io.ts';

/** The terminal or job that this process runs in. `clockOffset`: its time less this machine's, in ms. */
export const processIo = (clockOffset = 0): Io => {
  const { stdin, stdout, stderr } = process;
  return {
    out: sink(stdout),
    err: sink(stderr),
    env: process.env,
    cwd: process.cwd(),
    clock: clockWith(clockOffset),
    signal: interruptions(),
    ask: stdin.isTTY && stderr.isTTY ? ask : undefined,
    askText: stdin.isTTY && stderr.isTTY ? askText : undefined,
    every: (ms, tick) => {
      const timer = setInterval(tick, ms).unref();
      return () => clearInterval(timer);
    },
  };
};

const sink = (stream: NodeJS.WriteStream): Sink => {
  // A reader that goes away (`| head`) is no failure.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => stream.write(text),
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.isTTY ? stream.columns : undefined;
    },
  };
};

const clockWith = (offset: number): Clock => ({
  now: () => instant(Date.now() + offset),
  sleep: async (ms, signal) => {
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
});

const INTERRUPTED = 130;

/** The first Ctrl-C asks to finish what is in hand, the second leaves at once. */
const interruptions = (): AbortSignal => {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
};

/** On stderr, so that stdout holds results only. */
const ask: NonNullable<Io['ask']> = async (question) => {
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message: question, initialValue: false, output: process.stderr });
  if (isCancel(answer)) return 'interrupted';
  return answer ? 'yes' : 'no';
};

const askText: NonNullable<Io['askText']> = async (question) => {
  const { isCancel, text } = await import('@clack/prompts');
  const answer = await text({ message: question, output: process.stderr });
  return isCancel(answer) ? undefined : answer;
};
