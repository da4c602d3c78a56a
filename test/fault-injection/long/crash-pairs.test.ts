import { describe, expect, it } from 'vitest';
import { doJob, firstBreaks } from '../../simulation/crash-points/jobs.ts';
import { wordsOf } from '../../simulation/crash-points/point-in-words.ts';

/** Of all pairs; the others are left to `npm run crash-points -- --pairs`. */
const SHARE = 100;

describe('a life from the first rotation to the deletion of the old key', () => {
  it('with any two requests broken ends as it should, with no orphan and nobody interrupted', async () => {
    const firsts = await firstBreaks();
    let pairs = 0;
    const failures: string[] = [];
    for (const [index, first] of firsts.entries()) {
      const done = await doJob({ kind: 'pairs', first, share: { of: SHARE, nth: index % SHARE } });
      pairs += done.pairs;
      failures.push(...done.failures.map((failure) => `${wordsOf(failure)}: ${failure.wrong}`));
    }
    expect(failures).toEqual([]);
    expect(pairs).toBeGreaterThan(2_000);
  });
});
