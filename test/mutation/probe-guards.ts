import type { Mutant } from './guards.ts';

const behaviour = 'src/cli/check/check-probe.test.ts';
const findings = 'src/cli/check/probe-findings.test.ts';
const probe = 'src/app/probe';

/** Guards of `keyturn check --probe`: what it may touch, what it leaves, and that it does not miss a broken fence. */
export const probeMutants: readonly Mutant[] = [
  {
    guard: 'the secret of a probe is deleted after a defect too',
    file: `${probe}/probe.ts`,
    text: '    (defect: unknown) => ({ secret: undefined, defect }),\n',
    without: '',
    tests: behaviour,
  },
  {
    guard: 'a secret that may have been made is deleted',
    file: `${probe}/throw-away-secret.ts`,
    text: "if (isAwsFault(error) && error.kind !== 'doubtful') asked.pop();",
    without: 'asked.pop();',
    tests: behaviour,
  },
  {
    guard: 'what a probe cannot delete is named',
    file: `${probe}/probe.ts`,
    text: 'if (left !== undefined) leftOver.push(left);',
    without: '',
    tests: behaviour,
  },
  {
    guard: 'no run takes the secret of a probe for its own',
    file: `${probe}/throw-away-secret.ts`,
    text: "const TAGS = { [tagKeys.userId]: 'probe' };",
    without: "const TAGS = { [tagKeys.userId]: 'probe', [tagKeys.deployment]: 'keyturn', [tagKeys.schema]: '1' };",
    tests: behaviour,
  },
  {
    guard: 'a probe asks first',
    file: 'src/cli/check/check-probe.ts',
    text: 'if (refusal !== undefined) return refusal;',
    without: '',
    tests: behaviour,
  },
  {
    guard: 'a probe leaves exempt accounts alone',
    file: 'src/cli/check/check-probe.ts',
    text: 'if (rule) throw',
    without: 'if (Number.isNaN(rule)) throw',
    tests: behaviour,
  },
  {
    guard: 'Ctrl-C ends the tries of a probe',
    file: `${probe}/probe-context.ts`,
    text: '  if (signal.aborted) return INTERRUPTED;\n',
    without: '',
    tests: behaviour,
  },
  {
    guard: 'what a probe did not see is no success',
    file: `${probe}/probe.ts`,
    text: " || rows.some(({ outcome }) => outcome === 'not-seen')",
    without: '',
    tests: behaviour,
  },
  {
    guard: 'success under a taken token is a broken fence, whatever the answer lacks',
    file: `${probe}/try-tokens.ts`,
    text: 'if (isUnexpected(error)) return true;',
    without: '',
    tests: findings,
  },
  {
    guard: 'a version that is not known yet is no refusal by the fence',
    file: `${probe}/try-swaps.ts`,
    text: "  if (answer.kind === 'missing') return notSeen(",
    without: "  if (answer.code === '') return notSeen(",
    tests: findings,
  },
  {
    guard: 'the age of a signature counts by the clock of AWS',
    file: `${probe}/try-signatures.ts`,
    text: ' + (session.clockOffset() ?? 0)',
    without: '',
    tests: 'src/aws/session/probe-requests.test.ts',
  },
  {
    guard: 'a service that refuses even fresh signatures shows nothing about old ones',
    file: `${probe}/try-signatures.ts`,
    text: "if (answers.get(0) !== 'taken') return",
    without: "if (answers.get(0) === '') return",
    tests: findings,
  },
];
