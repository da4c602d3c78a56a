import { coreGuard } from './core-guards.ts';
import type { Mutant } from './guards.ts';

/** Guards of what owners were told, and of those who would wait unseen, each by itself. */
export const promiseMutants: readonly Mutant[] = [
  {
    guard: 'bookkeeping hides no question to a person',
    file: 'src/app/results/user-result.ts',
    text: "(plan && toneOf(plan.reason) === 'blocked' ? plan : (record.done.at(-1) ?? plan))",
    without: 'record.done.at(-1) ?? plan',
    tests: 'test/scenarios/trust/rollout-of-writers.test.ts',
  },
  ...[
    ['an act waits for the date that was told', 'latest(told.on, earliest)', 'earliest'],
    ['a mail that was accepted late delays the act', 'latest(told.on, earliest)', 'told.on'],
    ['a notice is void 30 days after its date', '|| now > plus(told.on, TOLD_DATE_LASTS)', ''],
    ['a notice is void when its condition broke', 'if (isBroken || told', 'if (told'],
    [
      'a notice is void when its condition is another',
      'isBroken || told.isUnlessUsed !== today.isUnlessUsed',
      'isBroken',
    ],
    ['a notice is void when a period is longer', 'today.end > told.on || earliest', 'earliest'],
    ['a notice is void when it gives less time than the setting', '|| earliest > plus(told.on, RUN_LIMIT)', ''],
    ['a notice from before the clocks started does not count', 'told.at < today.since ||', ''],
  ].map(([name = '', text = '', without = '']) => coreGuard(name, '../told-date', { text, without })),
  coreGuard('a key whose successor was deleted is kept, though its label is lost', 'policy-targets', {
    text: '(lost !== undefined && key.createdAt < lost.at)',
    without: 'false',
  }),
  coreGuard('the key that a secret of others names is not deleted', 'policy-targets', {
    text: 'if (isNamedByOthers(view, key)) return false;',
    without: '',
  }),
  {
    guard: 'when a version of others was written is known',
    file: 'src/app/secret/read-state.ts',
    text: "foreignCurrentAt: current === 'unknown' ? currentVersion?.createdAt : undefined,",
    without: '',
    tests: 'test/scenarios/adopted-secret.test.ts',
  },
  coreGuard('a deactivation waits for its date', 'after-notice', {
    text: "if (from !== undefined && now >= from)\n    return { step: { kind: 'DEACTIVATE'",
    without: "if (from !== undefined)\n    return { step: { kind: 'DEACTIVATE'",
  }),
  coreGuard('a deletion waits for its date', 'after-notice', {
    text: "if (from !== undefined && now >= from) return { step: { kind: 'DELETE'",
    without: "if (from !== undefined) return { step: { kind: 'DELETE'",
  }),
  coreGuard('a deletion is announced a day before', 'after-notice', {
    text: 'lead: ANNOUNCED_BEFORE',
    without: 'lead: 0',
  }),
  coreGuard('an act is not told while its note is ahead of the clock', 'tell-owner', {
    text: 'now >= actAt && ',
    without: '',
  }),
  coreGuard('a re-activation is told before time to install runs', 'retire-predecessor', {
    text: 'if (own?.reactivatedAt !== undefined && reactivationToldAt(own) === undefined) return undefined;',
    without: '',
  }),
  coreGuard('time to install runs from the telling of a re-activation', 'retire-predecessor', {
    text: 'own && reactivationToldAt(own)]',
    without: 'undefined]',
  }),
  coreGuard('what the dates of the secret contradict is not told again', 'tell-owner', {
    text: '|| isToldAgain(successor.record, now)) return undefined;',
    without: ') return undefined;',
  }),
  coreGuard('an overdue successor behind a key in use is a question to a person', 'retire-predecessor', {
    text: 'successor !== undefined && isDue(view, successor.key)',
    without: 'successor !== undefined && Number.isNaN(now)',
  }),
  coreGuard('no other step passes for a rotation that was asked for', '../plan', {
    text: 'underForce(view, decided)',
    without: 'decided',
  }),
  coreGuard('an AWSCURRENT that no application can use is reported', 'rest', {
    text: 'if (odd) return odd;',
    without: '',
  }),
];
