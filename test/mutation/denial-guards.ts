import type { Mutant } from './guards.ts';

const failing = 'test/scenarios/promises/failing-users.test.ts';
const turns = { file: 'src/app/limits/turns.ts', tests: 'src/app/limits/turns.test.ts' };
const denials = { file: 'src/app/limits/key-denials.ts', tests: 'src/app/limits/key-denials.test.ts' };

/** What keeps a user or an account that AWS refuses something from costing others their turn, or anybody a secret. */
export const denialMutants: readonly Mutant[] = [
  {
    guard: 'a secret that was given to Secrets Manager while it came back is not written to',
    file: 'src/app/execute/ensure-secret.ts',
    text: ' && !seen.isRotationEnabled;',
    without: ';',
    tests: failing,
  },
  {
    guard: 'who is denied again keeps nobody else from trying',
    ...denials,
    text: 'isByControlPolicy(failure) && !isKnown',
    without: 'isByControlPolicy(failure)',
  },
  {
    guard: 'a refused step gives its share back',
    ...turns,
    text: 'end: () => settle(-1)',
    without: 'end: () => settle(0)',
  },
  {
    guard: 'a step that was carried out keeps its share',
    ...turns,
    text: 'use: () => settle(0)',
    without: 'use: () => settle(-1)',
  },
  {
    guard: 'who comes while the last turn is undecided waits for it',
    ...turns,
    text: 'if (undecided === 0) return undefined;',
    without: 'return undefined;',
  },
  {
    guard: 'the first of a run tries alone whether new keys are denied',
    ...denials,
    text: 'while (!isMade && underWay && !isStopped(user)) await underWay;',
    without: '',
  },
  {
    guard: 'a denial by a service control policy stops its path',
    ...denials,
    text: 'isAmong(byControlPolicy, user) ||',
    without: '',
  },
  {
    guard: 'an account rests after two denials',
    ...denials,
    text: 'remembered.length >= DENIED_OFTEN && isAmong(remembered, user)',
    without: 'false',
  },
  {
    guard: 'a key that was made since clears an account',
    ...denials,
    text: '(lastMadeAt === undefined || at > lastMadeAt)',
    without: 'true',
  },
  {
    guard: 'an empty secret is taken back after a denied key',
    file: 'src/app/execute/denied-key.ts',
    text: 'if (isEmpty(await secretStore.versions(arn), snapshot.user.id))',
    without: 'if (count === 0)',
    tests: failing,
  },
  {
    guard: 'a secret into which somebody wrote is not taken back',
    file: 'src/app/execute/denied-key.ts',
    text: 'return isCurrent && versions.every(({ id }) => known.has(id));',
    without: 'return isCurrent;',
    tests: failing,
  },
  {
    guard: 'a secret that was taken back is not restored by the regular look',
    file: 'src/app/account/expire-secrets.ts',
    text: '(deletionAt !== undefined && !isTakenBack)',
    without: 'deletionAt !== undefined',
    tests: failing,
  },
  {
    guard: 'a secret that was taken back is not restored for a resting user',
    file: 'src/core/rules/restore-secret.ts',
    text: ' && !isTakenBack(secret)',
    without: '',
    tests: 'src/core/rules/denied.test.ts',
  },
  {
    guard: 'a turn is not given back where another worker is at the user',
    file: 'src/app/account/process-user.ts',
    text: "if (outcome.kind === 'busy') turn.use();",
    without: '',
    tests: 'test/scenarios/pace.test.ts',
  },
  {
    guard: 'who was denied comes last in his account',
    file: 'src/app/account/account-steps.ts',
    text: '(deniedAt(a) ?? 0) - (deniedAt(b) ?? 0) || ',
    without: '',
    tests: failing,
  },
  {
    guard: 'a retirement that AWS refused does not count',
    file: 'src/app/execute/retire.ts',
    text: 'if (before === undefined) await secretStore.untag(arn, [tagKeys.retired], fence.now());',
    without: 'if (before === undefined) return;',
    tests: failing,
  },
  {
    guard: 'a retirement of which nobody knows counts',
    file: 'src/app/execute/step-context.ts',
    text: 'if (isDoubtful(error)) onActed();',
    without: '',
    tests: failing,
  },
];
