import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StepKind } from '../core/step.ts';
import {
  announceExample,
  digestExample,
  dryRunExample,
  noticeExample,
  plannedExample,
  policyWarnExample,
  remindExample,
  warnExample,
} from './digest-example.ts';
import { subjectOf } from './subject.ts';

const one = noticeExample();

test.each([
  [[one], '1 new access key ready'],
  [[one, one, one], '3 new access keys ready'],
  [[warnExample(), policyWarnExample()], '2 access keys will be deactivated'],
  [[remindExample()], '1 old access key still in use'],
  [[announceExample()], '1 access key will be deleted'],
  [
    [announceExample(), remindExample(), warnExample(), warnExample(), one, one],
    '2 new access keys ready, 2 will be deactivated, 1 old still in use, 1 will be deleted',
  ],
  [[announceExample(), warnExample()], '1 access key will be deactivated, 1 will be deleted'],
])('a subject counts what happened (%#)', (notices, news) => {
  expect(subjectOf(digestExample({ notices }))).toBe(`[keyturn] ${news} in payments (123456789012)`);
});

test('a dry run says so first', () => {
  expect(subjectOf(digestExample({ isDryRun: true }))).toBe(
    '[keyturn] Dry run: 1 new access key ready in payments (123456789012)',
  );
});

test('an account without a name goes by its number', () => {
  expect(subjectOf(digestExample({ account: { ...digestExample().account, name: '' } }))).toBe(
    '[keyturn] 1 new access key ready in 123456789012',
  );
});

test('whatever an account is called, the subject is one short line of visible characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const subject = subjectOf(digestExample({ account: { ...digestExample().account, name } }));
      expect(subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(Array.from(subject).length).toBeLessThan(130);
    }),
  );
});

test('a line break in an account name does not begin a header', () => {
  const account = { ...digestExample().account, name: 'pay\r\nBcc: eve@evil.com\u001b[31m\u202e' };
  expect(subjectOf(digestExample({ account }))).toBe(
    '[keyturn] 1 new access key ready in pay Bcc: eve@evil.com (123456789012)',
  );
});

const stepKinds: readonly StepKind[] = [
  'RESTORE_SECRET',
  'REPAIR_POLICY',
  'CLEAR',
  'PROMOTE',
  'ABANDON',
  'NOTE',
  'UN_NOTE',
  'CONDEMN',
  'TELL',
  'WARN',
  'ANNOUNCE',
  'REMIND',
  'ROTATE',
  'DEACTIVATE',
  'DELETE',
];

const plan = plannedExample();
const planFor = (step: StepKind) => plannedExample({ step });

test.each([
  [[plan], '1 access key would be replaced'],
  [[plan, plan, planFor('DELETE')], '2 access keys would be replaced, 1 would be deleted'],
  [[planFor('DEACTIVATE'), planFor('DEACTIVATE')], '2 access keys would be deactivated'],
  [[planFor('WARN'), planFor('TELL')], '2 owners would be written to'],
  [[planFor('NOTE')], '1 user would be put in order'],
])('a dry run counts what would happen (%#)', (planned, news) => {
  expect(subjectOf(dryRunExample({ planned }))).toBe(`[keyturn] Dry run: ${news} in payments (123456789012)`);
});

test.each(stepKinds)('every step of a dry run has words in the subject: %s', (step) => {
  expect(subjectOf(dryRunExample({ planned: [planFor(step)] }))).toMatch(/Dry run: 1 .+ would be .+ in payments/);
});
