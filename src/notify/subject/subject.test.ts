import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Digest, Notice } from '../../app/notices/digest.ts';
import type { StepKind } from '../../core/step.ts';
import { attacks } from '../attacks.fixture.ts';
import {
  announceExample,
  askExample,
  at,
  deactivatedExample,
  digestExample,
  dryRunExample,
  keyId,
  noticeExample,
  plannedExample,
  policyWarnExample,
  reactivatedExample,
  remindExample,
  warnExample,
} from '../digest-example.ts';
import { subjectOf } from './subject.ts';

const one = noticeExample();

test.each<[Notice, string]>([
  [one, 'new access key AKIANEW0EXAMPLE00001 of deploy-bot'],
  [warnExample(), 'old access key AKIAOLD0EXAMPLE00001 of deploy-bot will be deactivated on 10 March, unless used'],
  [
    warnExample({ isUnlessUsed: false }),
    'old access key AKIAOLD0EXAMPLE00001 of deploy-bot will be deactivated on 10 March',
  ],
  [policyWarnExample(), 'access key AKIAIDLEEXAMPLE00002 of reporting will be deactivated on 10 March, unless used'],
  [remindExample(), 'old access key AKIAOLD0EXAMPLE00001 of deploy-bot is still in use'],
  [deactivatedExample(), 'old access key AKIAOLD0EXAMPLE00001 of deploy-bot was deactivated, undo until 13 March'],
  [reactivatedExample(), 'old access key AKIAOLD0EXAMPLE00001 of deploy-bot is back'],
  [
    reactivatedExample({ otherKey: keyId('AKIAOLD0EXAMPLE00001') }),
    'access key AKIAOLD0EXAMPLE00001 of deploy-bot is back',
  ],
  [announceExample(), 'old access key AKIAOLD0EXAMPLE00001 of deploy-bot will be deleted on 10 March'],
  [askExample(), 'access key AKIANEW0EXAMPLE00001 of deploy-bot needs you'],
])('one key alone is named, after its account: %#', (notice, news) => {
  expect(subjectOf(digestExample({ notices: [notice] }))).toBe(`payments (123456789012): ${news} [keyturn]`);
});

test.each<[readonly Notice[], string]>([
  [[one, one, one], '3 new access keys'],
  [
    [...Array.from({ length: 7 }, () => one), announceExample()],
    '7 new access keys; 1 old key will be deleted on 10 March',
  ],
  [[warnExample(), policyWarnExample()], '2 access keys will be deactivated on 10 March, unless used'],
  [[warnExample(), warnExample({ isUnlessUsed: false })], '2 old access keys will be deactivated on 10 March'],
  [[warnExample(), warnExample({ on: at('2027-03-11T03:00:00Z') })], '2 old access keys will be deactivated'],
  [[warnExample(), warnExample({ on: undefined })], '2 old access keys will be deactivated'],
  [[remindExample(), remindExample()], '2 old access keys are still in use'],
  [[deactivatedExample(), deactivatedExample()], '2 old access keys were deactivated, undo until 13 March'],
  [[reactivatedExample(), one], '1 new access key; 1 old key is back'],
  [[askExample(), askExample()], '2 access keys need you'],
  [
    [announceExample(), remindExample(), warnExample(), warnExample(), one, one],
    '2 new access keys; 2 old keys will be deactivated; 1 old key is still in use; 1 old key will be deleted',
  ],
])('a subject counts what becomes of which keys (%#)', (notices, news) => {
  expect(subjectOf(digestExample({ notices }))).toBe(`payments (123456789012): ${news} [keyturn]`);
});

test.each([
  ['2027-12-31T23:59:00Z', 'on 31 December'],
  ['2028-01-02T00:00:00Z', 'on 2 January 2028'],
])('a date of another year says so: %s', (on, words) => {
  const notices = [announceExample({ on: at(on) }), announceExample({ on: at(on) })];
  expect(subjectOf(digestExample({ notices }))).toBe(
    `payments (123456789012): 2 old access keys will be deleted ${words} [keyturn]`,
  );
});

test.each([
  [{ user: { name: 'u'.repeat(64), arn: 'arn' } }, 'old access key AKIAOLD0EXAMPLE00001 will be deleted on 10 March'],
  [{ key: keyId(`AKIA${'7'.repeat(120)}WXYZ`) }, 'old access key ...WXYZ will be deleted on 10 March'],
])('of a key that is too long to name in full, the end is named (%#)', (change, news) => {
  const digest = digestExample({ notices: [announceExample(change)] });
  expect(subjectOf(digest)).toBe(`payments (123456789012): ${news} [keyturn]`);
});

test('where not all dates fit, the first stays', () => {
  expect(subjectOf(digestExample({ notices: [announceExample(), deactivatedExample(), warnExample()] }))).toBe(
    'payments (123456789012): 1 old access key will be deactivated on 10 March, unless used; 1 old key was deactivated; 1 old key will be deleted [keyturn]',
  );
});

const everything: readonly Notice[] = [
  one,
  warnExample(),
  remindExample(),
  deactivatedExample(),
  reactivatedExample(),
  announceExample(),
  askExample(),
];

test('where there is more news than fits, the subject says so', () => {
  expect(subjectOf(digestExample({ notices: everything }))).toBe(
    'payments (123456789012): 1 new access key; 1 old key will be deactivated; 1 old key is still in use; 1 old key was deactivated; and more [keyturn]',
  );
});

test('a dry run says so first', () => {
  expect(subjectOf(digestExample({ isDryRun: true }))).toBe(
    'Dry run: payments (123456789012): new access key AKIANEW0EXAMPLE00001 of deploy-bot [keyturn]',
  );
});

test('an account without a name goes by its number', () => {
  expect(subjectOf(digestExample({ account: { ...digestExample().account, name: '' } }))).toBe(
    '123456789012: new access key AKIANEW0EXAMPLE00001 of deploy-bot [keyturn]',
  );
});

const anything = fc.string({ unit: 'binary', maxLength: 300 });
const someNotices = fc.array(fc.constantFrom(...everything), { minLength: 1, maxLength: 20 });

test('whatever account, user and key are called, the subject is one short line of visible characters', () => {
  fc.assert(
    fc.property(anything, anything, someNotices, fc.boolean(), (name, user, notices, isDryRun) => {
      const hostile = notices.map((notice) => ({ ...notice, user: { name: user, arn: user }, key: keyId(user) }));
      const digest: Digest = { ...digestExample({ notices: hostile, isDryRun }), planned: [plannedExample()] };
      const subject = subjectOf({ ...digest, account: { ...digest.account, name } });
      expect(subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(Array.from(subject).length).toBeLessThanOrEqual(150);
      expect(subject).toMatch(isDryRun ? /^Dry run: .*\[keyturn\]$/ : / \[keyturn\]$/);
    }),
  );
});

test('a line break in an account name does not begin a header', () => {
  const account = { ...digestExample().account, name: 'pay\r\nBcc: eve@evil.com\u001b[31m\u202e' };
  expect(subjectOf(digestExample({ account }))).toBe(
    'pay Bcc: eve@evil.com (123456789012): new access key AKIANEW0EXAMPLE00001 of deploy-bot [keyturn]',
  );
});

test.each(attacks)('a user or a key that is called %j begins no header and hides nothing', (name) => {
  for (const change of [{ user: { name, arn: name } }, { key: keyId(name) }]) {
    const subject = subjectOf(digestExample({ notices: [noticeExample(change)] }));
    expect(subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    expect(subject).toMatch(/^payments \(123456789012\): new access key .* of .+ \[keyturn\]$/);
  }
});

/** Each kind of step once, or this does not compile. */
const stepKinds: Readonly<Record<Exclude<StepKind, 'NOTHING'>, true>> = {
  RESTORE_SECRET: true,
  REPAIR_POLICY: true,
  UPDATE_POLICY: true,
  NOTE_WRITER: true,
  CLEAR: true,
  PROMOTE: true,
  ABANDON: true,
  NOTE: true,
  UN_NOTE: true,
  CONDEMN: true,
  TELL: true,
  WARN: true,
  ANNOUNCE: true,
  REMIND: true,
  TELL_DEACTIVATED: true,
  TELL_REACTIVATED: true,
  ASK: true,
  ROTATE: true,
  DEACTIVATE: true,
  DELETE: true,
};

const plan = plannedExample();
const planFor = (step: StepKind) => plannedExample({ step });

test.each([
  [[plan], '1 access key would be replaced'],
  [[plan, plan, planFor('DELETE')], '2 access keys would be replaced; 1 key would be deleted'],
  [[planFor('DEACTIVATE'), planFor('DEACTIVATE')], '2 access keys would be deactivated'],
  [[planFor('WARN'), planFor('TELL')], '2 owners would be told'],
  [[planFor('NOTE')], '1 user would be put in order'],
])('a dry run counts what would happen (%#)', (planned, news) => {
  expect(subjectOf(dryRunExample({ planned }))).toBe(`Dry run: payments (123456789012): ${news} [keyturn]`);
});

test.each(Object.keys(stepKinds) as StepKind[])('every step of a dry run has words in the subject: %s', (step) => {
  expect(subjectOf(dryRunExample({ planned: [planFor(step)] }))).toMatch(
    /^Dry run: payments .+: 1 .+ would be .+ \[keyturn\]$/,
  );
});
