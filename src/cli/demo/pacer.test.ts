import { expect, it } from 'vitest';
import { instant, plus, SECOND } from '../../core/time.ts';
import { testTerminal } from '../example-dependencies.fixture.ts';
import { createPacer } from './pacer.ts';

/** The time that passes is the time that was asked for. */
const withClock = () => {
  let now = instant(0);
  const { io } = testTerminal().dependencies;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now = plus(now, ms);
    },
  };
  return { io: { ...io, clock }, elapsed: () => now / SECOND };
};

it('gives time to read on a terminal, and 65 seconds in all', async () => {
  const { io, elapsed } = withClock();
  const { pause } = createPacer(io, 'reading');
  await pause(9 * SECOND);
  expect(elapsed()).toBe(9);
  for (let screen = 0; screen < 20; screen += 1) await pause(9 * SECOND);
  expect(elapsed()).toBe(65);
});

it('pauses for a sixth of the time when it is to be fast, and for 12 seconds in all', async () => {
  const { io, elapsed } = withClock();
  const { pause } = createPacer(io, 'fast');
  await pause(9 * SECOND);
  expect(elapsed()).toBe(1.5);
  for (let screen = 0; screen < 20; screen += 1) await pause(9 * SECOND);
  expect(elapsed()).toBe(12);
});

it('never waits without a terminal', async () => {
  const { io, elapsed } = withClock();
  await createPacer(io, 'none').pause(9 * SECOND);
  expect(elapsed()).toBe(0);
});
