import type { Mutant } from './guards.ts';

const tests = 'test/scenarios/explain';

/** What an explanation must not get wrong: it only reads, and says what the plan says. */
export const explainMutants: readonly Mutant[] = [
  {
    guard: 'an explanation only reads',
    file: 'src/app/acts/explain.ts',
    text: "mode: 'plan' }",
    without: "mode: 'apply' }",
    tests,
  },
  {
    guard: 'who is in an exempt account is said to be exempt',
    file: 'src/app/acts/explain.ts',
    text: 'exemption ?? seen.observation.exemption',
    without: 'seen.observation.exemption',
    tests,
  },
  {
    guard: 'an explanation says what the plan of the account says',
    file: 'src/app/acts/explain-result.ts',
    text: 'plan: line === undefined ?',
    without: 'plan: line !== null ?',
    tests,
  },
  {
    guard: 'a claim that stands is said to stand, until when',
    file: 'src/app/acts/explain-result.ts',
    text: 'isoOf(claimedAt + LEASE)',
    without: 'isoOf(claimedAt)',
    tests,
  },
];
