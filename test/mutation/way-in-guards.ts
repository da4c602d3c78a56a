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
  {
    guard: 'a read policy that cannot be attached does not end the rotation',
    file: 'src/app/execute/ensure-secret.ts',
    text: "const REFUSALS = ['denied', 'limit', 'invalid', 'missing'] as const;",
    without: "const REFUSALS = ['missing'] as const;",
    tests: 'test/fault-injection/aws.test.ts',
  },
  {
    guard: 'an answer that is no refusal of the read policy ends the work before a key is made',
    file: 'src/app/execute/ensure-secret.ts',
    text: 'if (!isAwsFault(error, ...REFUSALS)) throw error;',
    without: 'if (!isAwsFault(error)) throw error;',
    tests: 'test/fault-injection/aws.test.ts',
  },
];
