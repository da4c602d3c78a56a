import { describe, expect, it } from 'vitest';
import { doJob } from './jobs.ts';
import { crashFaults } from './point.ts';
import { pointOf, wordsOf } from './point-in-words.ts';

/** All states: test/fault-injection/long/crash-points.test.ts. */
describe('the run that rotates a due key, broken at any request', () => {
  it.each(crashFaults)('by %s is made up for by those of the next days', async (fault) => {
    const { points, failures } = await doJob({ kind: 'singles', state: 'a due key', mishap: { fault } });
    expect(failures.map((failure) => `${wordsOf(failure)}: ${failure.wrong}`)).toEqual([]);
    expect(points).toBeGreaterThan(30);
  });
});

describe.each(['waiting for the deletion, undone', 'a second promotion, just told, undone'])(
  'an undo that breaks at any request: %s',
  (state) => {
    it.each(crashFaults)('by %s harms nobody, is told, and the runs after it go on', async (fault) => {
      const { points, failures } = await doJob({ kind: 'singles', state, mishap: { fault } });
      expect(failures.map((failure) => `${wordsOf(failure)}: ${failure.wrong}`)).toEqual([]);
      expect(points).toBeGreaterThan(20);
    });
  },
);

describe('a point', () => {
  it('is the same one when it is read from what was printed', () => {
    const breaks = [
      { event: 0, nth: 12, fault: 'lost' },
      { event: 3, nth: 0, fault: 'crash-after' },
    ] as const;
    const point = { state: 'an orphan: created, not stored', breaks };
    expect(pointOf(wordsOf(point))).toEqual(point);
  });
});
