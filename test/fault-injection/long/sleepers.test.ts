import { describe, expect, it } from 'vitest';
import { doJob } from '../../simulation/crash-points/jobs.ts';
import { mishapInWords, wordsOf } from '../../simulation/crash-points/point-in-words.ts';
import { sleeps } from '../../simulation/crash-points/start-state.ts';
import { statesWithOthers } from '../../simulation/crash-points/start-states.ts';

/** Of all sleeps; the others are left to `npm run crash-points -- --sleeps`. */
const SHARE = 4;

const shared = statesWithOthers.map(({ name }, index) => ({
  state: name,
  some: sleeps.filter((_, place) => (place + index) % SHARE === 0),
}));

describe.each(shared)('a run that sleeps at any request: $state', ({ state, some }) => {
  it.each(some.map((mishap) => [mishapInWords(mishap), mishap] as const))(
    '%s ends as it should, with no orphan and nobody interrupted',
    async (_, mishap) => {
      const { sleeps: points, failures } = await doJob({ kind: 'sleeps', state, mishap });
      expect(failures.map((failure) => `${wordsOf(failure)}: ${failure.wrong}`)).toEqual([]);
      expect(points).toBeGreaterThan(5);
    },
  );
});
