import { describe, expect, it } from 'vitest';
import { doJob } from '../../simulation/crash-points/jobs.ts';
import { crashFaults } from '../../simulation/crash-points/point.ts';
import { wordsOf } from '../../simulation/crash-points/point-in-words.ts';
import { startStates, statesUndone } from '../../simulation/crash-points/start-states.ts';

/** The second run within minutes, and all pairs, are left to `npm run crash-points`. */
describe.each(startStates)('a run that breaks at any request: $name', ({ name: state }) => {
  it.each(crashFaults)('by %s ends as it should, with no orphan and nobody interrupted', async (fault) => {
    const { points, failures } = await doJob({ kind: 'singles', state, mishap: { fault } });
    expect(failures.map((failure) => `${wordsOf(failure)}: ${failure.wrong}`)).toEqual([]);
    expect(points).toBeGreaterThan(5);
  });
});

describe.each(statesUndone)('an undo that breaks at any request: $name', ({ name: state }) => {
  it.each(crashFaults)('by %s harms nobody, is told, and the runs after it go on', async (fault) => {
    const { failures } = await doJob({ kind: 'singles', state, mishap: { fault } });
    expect(failures.map((failure) => `${wordsOf(failure)}: ${failure.wrong}`)).toEqual([]);
  });
});
