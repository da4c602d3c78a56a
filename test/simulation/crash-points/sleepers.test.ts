import { describe, expect, it } from 'vitest';
import { doJob } from './jobs.ts';
import { mishapInWords, pointOf, wordsOf } from './point-in-words.ts';
import { sleeps } from './start-state.ts';

/** All states: `npm run crash-points`; some: test/fault-injection/long/sleepers.test.ts. */
describe('the run that rotates a due key, asleep at any request while others run', () => {
  it.each(sleeps.map((mishap) => [mishapInWords(mishap), mishap] as const))(
    '%s does no harm when it wakes up',
    async (_, mishap) => {
      const { sleeps: points, failures } = await doJob({ kind: 'sleeps', state: 'a due key, among others', mishap });
      expect(failures.map((failure) => `${wordsOf(failure)}: ${failure.wrong}`)).toEqual([]);
      expect(points).toBeGreaterThan(25);
    },
  );

  it('is the same point when it is read from what was printed', () => {
    const breaks = [{ event: 0, nth: 12, fault: 'sleep-after', minutes: 36.5 }] as const;
    const point = { state: 'a due key, among others', breaks };
    expect(pointOf(wordsOf(point))).toEqual(point);
  });
});
