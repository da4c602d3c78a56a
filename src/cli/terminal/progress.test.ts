import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../app/results/events.ts';
import { instant } from '../../core/time.ts';
import { exampleUsers } from '../example-result.fixture.ts';
import type { Io } from './io.ts';
import { startProgress } from './progress.ts';

const events: readonly RunEvent[] = [
  { kind: 'accounts-found', count: 8 },
  { kind: 'account-started', id: '111122223333', name: 'a\u001b[2Jb', users: 30 },
  ...exampleUsers.map((result): RunEvent => ({ kind: 'user-done', result })),
  ...Array.from({ length: 4 }, (): RunEvent => {
    return { kind: 'account-done', result: { id: '111122223333', name: 'a\u001b[2Jb', outcome: 'done' } };
  }),
];

const watch = ({ isTTY, isQuiet }: { isTTY: boolean; isQuiet: boolean }) => {
  const written: string[] = [];
  let now = 0;
  let tick = (): void => undefined;
  const io = {
    err: { write: (text: string) => written.push(text), isTTY, columns: 200 },
    env: { LANG: 'C.UTF-8' },
    clock: { now: () => instant(now), sleep: async () => undefined },
    every: (_: number, given: () => void) => {
      tick = given;
      return () => undefined;
    },
  } as unknown as Io;
  const progress = startProgress(io, { isQuiet, isPlan: false });
  for (const event of events) progress.report(event);
  now = 10_000;
  tick();
  tick();
  return { progress, written };
};

describe('progress', () => {
  it('is one live line on a terminal, drawn by the clock and not by events', () => {
    const { progress, written } = watch({ isTTY: true, isQuiet: false });
    expect(written).toEqual([
      '\r\u001b[2Kaccounts 4/8 · users 3/30 · rotated 1 · blocked 1 · failed 1 · about 10 s left',
    ]);
    progress.stop();
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  it('is a line an account elsewhere', () => {
    const { written } = watch({ isTTY: false, isQuiet: false });
    expect(written[0]).toBe('8 accounts\n');
    expect(written[1]).toBe('[1/8] 111122223333 ab: done\n');
    expect(written).toHaveLength(5);
  });

  it('is silent for programs', () => {
    expect(watch({ isTTY: false, isQuiet: true }).written).toEqual([]);
  });
});
