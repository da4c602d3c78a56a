import { afterEach, expect, it, vi } from 'vitest';
import { testTerminal } from '../example-dependencies.fixture.ts';
import { runProgram } from '../program.ts';
import { CLOCK_VARIABLE, sandboxOffset } from '../run/sandbox-clock.ts';

const interrupts: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const interrupt of interrupts.splice(0)) interrupt();
});

it('the sandbox says where it is and who one is there, tells its time, and stops at Ctrl-C', async () => {
  // The machine's clock stands, and so does the sandbox's, which follows it.
  vi.useFakeTimers({ toFake: ['Date'] });
  const played = testTerminal();
  interrupts.push(played.interrupt);
  const { io } = played.dependencies;
  const ended = await new Promise<{ readonly code: Promise<number> }>((resolve) => {
    const write = (text: string) => {
      io.out.write(text);
      if (text.includes('Ctrl-C stops it')) resolve({ code });
    };
    const dependencies = { ...played.dependencies, io: { ...io, out: { ...io.out, write } } };
    const code = runProgram(['sandbox', '--port', '0'], dependencies);
  });
  const env = Object.fromEntries(
    [...played.out().matchAll(/export (\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
  expect(Object.keys(env)).toEqual(
    expect.arrayContaining(['AWS_ENDPOINT_URL', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']),
  );
  const mailbox = await fetch(`${env.AWS_ENDPOINT_URL}/_sandbox/`);
  expect(mailbox.status).toBe(200);
  // The stage's clock stands at 2026-05-01.
  const offset = await sandboxOffset({ [CLOCK_VARIABLE]: env[CLOCK_VARIABLE] });
  expect(Date.now() + offset).toBe(Date.UTC(2026, 4, 1));
  played.interrupt();
  expect(await ended.code).toBe(0);
});

it.each([
  ['is not named', undefined],
  ['is no address', 'noon'],
  ['is on another machine', 'http://192.0.2.1/_sandbox/clock'],
  ['does not answer', 'http://127.0.0.1:9/_sandbox/clock'],
])('the time is the machine’s own when the clock %s', async (_, url) => {
  expect(await sandboxOffset({ [CLOCK_VARIABLE]: url })).toBe(0);
});
