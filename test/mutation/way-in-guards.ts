import type { Mutant } from './guards.ts';

/** Guards of the way into AWS, and of what a person names there. */
export const wayInMutants: readonly Mutant[] = [
  {
    guard: 'an ARN is read whole where a person rotates one user',
    file: 'src/app/observe/user-target.ts',
    text: 'if (found.arn !== arn)',
    without: "if (found.arn === '')",
    tests: 'test/security/whole-arn.test.ts',
  },
  {
    guard: 'an ARN is read whole by the deployed form',
    file: 'src/app/observe/user-target.ts',
    text: '(arn === undefined || found.arn === arn)',
    without: "found.arn !== ''",
    tests: 'test/deployed/force.test.ts',
  },
];
