import { DefaultRateLimiter } from '@smithy/core/retry';
import { afterEach, beforeEach, vi } from 'vitest';

/** The waits that the SDK's rate limiters imposed on requests, in ms. */
export interface LimiterTime {
  waits: number[];
}

/**
 * For each test of the file: the SDK's rate limiters live in a time of their own, which stands still but for their
 * waits. Its other waits, at random before it asks again, take no time at all.
 */
export const limiterTime = (): LimiterTime => {
  const real: unknown = Reflect.get(DefaultRateLimiter, MEMBER);
  const time: LimiterTime = { waits: [] };
  beforeEach(() => {
    let now = Date.UTC(2027, 0, 15);
    time.waits = [];
    vi.spyOn(Date, 'now').mockImplementation(() => now);
    vi.spyOn(Math, 'random').mockReturnValue(0);
    Reflect.set(DefaultRateLimiter, MEMBER, (wake: () => void, ms: number) => {
      const waited = Math.max(1, Math.ceil(ms));
      time.waits.push(waited);
      now += waited;
      setImmediate(wake);
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    Reflect.set(DefaultRateLimiter, MEMBER, real);
  });
  return time;
};

/** Private, but there to be replaced. */
const MEMBER = 'setTimeoutFn';
