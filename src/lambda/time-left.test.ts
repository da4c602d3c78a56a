import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { instant } from '../core/time.ts';
import { runIdOf } from './run-id.ts';
import { withTimeLeft } from './time-left.ts';

const clock = { now: () => instant(1_000), sleep: async () => undefined };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  [900_000, 810_000],
  [180_000, 90_000],
  [60_000, 30_000],
  [2, 1],
])('with %d ms left, work is told to end after %d', async (remainingMs, after) => {
  await withTimeLeft({ remainingMs, clock }, async ({ signal, deadline }) => {
    expect(deadline).toBe(1_000 + remainingMs);
    await vi.advanceTimersByTimeAsync(after - 1);
    expect(signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(signal.aborted).toBe(true);
  });
});

test('nothing waits any more once the work has ended, or failed', async () => {
  expect(await withTimeLeft({ remainingMs: 900_000, clock }, async () => 'done')).toBe('done');
  const failing = withTimeLeft({ remainingMs: 900_000, clock }, () => Promise.reject(new Error('failed')));
  await expect(failing).rejects.toThrow('failed');
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  ['1a2b3c4d-5e6f-4000-8000-000000000000', undefined, '20270115-1a2b3c4d'],
  ['1a2b3c4d-5e6f-4000-8000-000000000000', '2027-01-14T23:59:00Z', '20270114-2359-scheduled'],
  ['../../x y', undefined, '20270115-xy'],
  ['', undefined, '20270115-unnamed'],
])('the request %j, scheduled for %s, is the run %s', (requestId, scheduled, runId) => {
  expect(runIdOf(requestId, { scheduled, now: instant(Date.UTC(2027, 0, 15, 12)) })).toBe(runId);
});
