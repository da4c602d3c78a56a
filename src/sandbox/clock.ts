import { type Instant, plus } from '../core/time.ts';
import type { World } from './world.ts';

export interface ClockOptions {
  /** `auto`: jumps to the earliest timer when nothing else can run. `manual`: only `advance` moves it. */
  readonly mode?: 'auto' | 'manual';
  /** Tells of work that the event loop cannot see, such as requests on a socket; the clock waits for it. */
  readonly isBusy?: () => boolean;
}

export interface VirtualClock {
  now(): Instant;
  /** Resolves when the world's clock has moved on by this much; at once when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Moves the clock on, and lets everybody who wakes on the way do what they do. */
  advance(ms: number): Promise<void>;
}

interface Timer {
  readonly at: Instant;
  readonly wake: () => void;
}

/** A clock over the world's time. It never goes back, and no real time passes. */
export const virtualClock = (world: World, options: ClockOptions = {}): VirtualClock => {
  const timers: Timer[] = [];
  const auto = options.mode !== 'manual';
  let scheduled = false;

  const schedule = (): void => {
    if (!auto || scheduled || timers.length === 0) return;
    scheduled = true;
    // By then every promise that could go on has gone on.
    setImmediate(() => {
      scheduled = false;
      if (!options.isBusy?.()) wakeNext(world, timers);
      schedule();
    });
  };

  return {
    now: () => world.now,
    sleep: (ms, signal) => {
      const slept = asleep(timers, plus(world.now, Math.max(0, ms)), signal);
      schedule();
      return slept;
    },
    advance: (ms) => advanceTo(world, timers, plus(world.now, ms)),
  };
};

const asleep = (timers: Timer[], at: Instant, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const abort = (): void => {
      timers.splice(timers.indexOf(timer), 1);
      resolve();
    };
    const timer: Timer = {
      at,
      wake: () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      },
    };
    insert(timers, timer);
    signal?.addEventListener('abort', abort, { once: true });
  });

/** Earliest first; of equal times, in the order they were set. */
const insert = (timers: Timer[], timer: Timer): void => {
  const index = timers.findIndex((other) => other.at > timer.at);
  timers.splice(index < 0 ? timers.length : index, 0, timer);
};

/** Jumps to the earliest timer and wakes everybody who waits for that moment. */
const wakeNext = (world: World, timers: Timer[]): void => {
  const first = timers[0];
  if (first === undefined) return;
  if (first.at > world.now) world.now = first.at;
  while (timers[0] !== undefined && timers[0].at <= world.now) timers.shift()?.wake();
};

const advanceTo = async (world: World, timers: Timer[], until: Instant): Promise<void> => {
  await settled();
  while (timers[0] !== undefined && timers[0].at <= until) {
    wakeNext(world, timers);
    await settled();
  }
  if (world.now < until) world.now = until;
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
