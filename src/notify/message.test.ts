import { describe, expect, test } from 'vitest';
import type { Digest } from '../app/notices/digest.ts';
import { defaultPolicy } from '../core/policy.ts';
import { type ReasonCode, reasons, toneOf } from '../core/reasons.ts';
import type { StepKind } from '../core/step.ts';
import {
  announceExample,
  askExample,
  askWhichExample,
  at,
  deactivatedExample,
  dryRunExample,
  handoverExample,
  keyId,
  noticeExample,
  overdueExample,
  plannedExample,
  policyWarnExample,
  reactivatedExample,
  remindExample,
  warnExample,
} from './digest-example.ts';
import { mailOf, textOf } from './mail-of.fixture.ts';

const kinds: Record<string, Partial<Digest>> = {
  tell: { notices: [noticeExample()] },
  warn: { notices: [warnExample()] },
  'warn-by-policy': { notices: [policyWarnExample()] },
  remind: { notices: [remindExample()] },
  announce: { notices: [announceExample()] },
  deactivated: { notices: [deactivatedExample()] },
  'deactivated-by-policy': {
    notices: [
      deactivatedExample({
        user: { name: 'reporting', arn: 'arn:aws:iam::123456789012:user/reporting' },
        key: keyId('AKIAIDLEEXAMPLE00002'),
        otherKey: undefined,
        secret: undefined,
        reason: 'two keys, one unused for 90 days while the other is in use',
      }),
    ],
  },
  reactivated: { notices: [reactivatedExample()] },
  'reactivated-alone': { notices: [reactivatedExample({ otherKey: keyId('AKIAOLD0EXAMPLE00001') })] },
  handover: { notices: [handoverExample()] },
  ask: { notices: [askExample(), askWhichExample()] },
  overdue: { notices: [overdueExample()] },
  planned: dryRunExample(),
  mixed: {
    isDryRun: true,
    notices: [
      announceExample(),
      noticeExample(),
      noticeExample({ isReadUnproven: true }),
      remindExample(),
      policyWarnExample(),
      warnExample(),
      askExample(),
      reactivatedExample(),
      deactivatedExample(),
    ],
  },
};

describe.each(Object.entries(kinds))('the whole mail: %s', (kind, change) => {
  test('as text', async () => {
    await expect((await mailOf(change)).text).toMatchFileSnapshot(`./snapshots/${kind}.txt.snap`);
  });

  test('as HTML, which fetches nothing and calls nobody a violator', async () => {
    const { html, subject, text } = await mailOf(change);
    await expect(html).toMatchFileSnapshot(`./snapshots/${kind}.html.snap`);
    expect(html).not.toMatch(/https?:|src=|url\(|<script/i);
    expect(subject + html + text).not.toMatch(/violat|undefined|NaN|\[object/i);
  });
});

const command =
  'aws secretsmanager get-secret-value --secret-id arn:aws:secretsmanager:eu-west-1:123456789012:secret:Account_123456789012_User_deploy-bot_AccessKey-AbCdEf --version-stage AWSCURRENT --region eu-west-1 --query SecretString --output text';

test.each(['tell', 'warn', 'remind'])('%s gives the command that gets the new key, on one line', async (kind) => {
  const { text, html } = await mailOf(kinds[kind] ?? {});
  expect(text.split('\n').map((line) => line.trim())).toContain(command);
  expect(html).toContain(`>${command}<`);
});

test('in another partition the commands go to its own Region', async () => {
  const arn = 'arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:Account_123456789012_User_ann_AccessKey-AbCdEf';
  const notices = [noticeExample({ secret: { arn, region: 'cn-north-1' } })];
  const text = await textOf({ partition: 'aws-cn', notices });
  expect(text).toContain(`--secret-id ${arn} --version-stage AWSCURRENT --region cn-north-1`);
  expect(text).toContain('aws sts get-caller-identity --region cn-north-1');
});

test('a name that a shell would act on is quoted in the command', async () => {
  const notices = [noticeExample({ secret: { arn: "arn:x;rm -rf '$HOME'", region: 'eu-west-1' } })];
  expect(await textOf({ notices })).toContain(String.raw`--secret-id 'arn:x;rm -rf '\''$HOME'\''' --version-stage`);
});

test('the old key ends at the earliest on its date, once it is quiet', async () => {
  expect(await textOf({})).toContain(
    'Deactivated: 13 March 2027, 03:00 UTC (in 10 days) at the earliest, and only once the old key has been unused for 14 days',
  );
});

test('on schedule, the old key ends to the day', async () => {
  const text = await textOf({ policy: { ...defaultPolicy, retirement: 'on-schedule' } });
  expect(text).toContain('Deactivated: 13 March 2027, 03:00 UTC (in 10 days) Get the new key');
  expect(text).toContain('The old key stops working on the date above, even if it is still in use');
});

test.each(['when-quiet', 'on-schedule'] as const)(
  'an unproven read is to be done where the application runs (%s)',
  async (retirement) => {
    const notices = [noticeExample({ isReadUnproven: true })];
    const text = await textOf({ notices, policy: { ...defaultPolicy, retirement } });
    expect(text).toContain(
      'Run the command where the application runs, and signed in as it is, with MFA if the user must',
    );
    expect(text).toContain('at the earliest, and only once the new key has been used');
  },
);

test('a warning says whether use keeps the old key, whatever the settings say by now', async () => {
  const unless = 'not before 10 March 2027, 03:00 UTC (in 7 days), unless it is used';
  for (const retirement of ['when-quiet', 'on-schedule'] as const) {
    const policy = { ...defaultPolicy, retirement };
    const kept = await textOf({ policy, notices: [warnExample()] });
    expect(kept).toContain(`${unless} New key`);
    expect(kept).toContain('If it is used before, it stays active and you are written to again.');
    const ended = await textOf({ policy, notices: [warnExample({ isUnlessUsed: false })] });
    expect(ended).toContain('not before 10 March 2027, 03:00 UTC (in 7 days) New key');
    expect(ended).toContain('stops working on its date, even if it is still in use');
    const both = await textOf({ policy, notices: [warnExample(), warnExample({ isUnlessUsed: false })] });
    expect(both).toContain('Where the date says "unless it is used", use keeps the key active');
  }
});

test('a key that ends by policy is kept by use only where the warning says so', async () => {
  expect(await textOf({ notices: [policyWarnExample()] })).toContain('(in 7 days), unless it is used');
  const text = await textOf({ notices: [policyWarnExample({ isUnlessUsed: false })] });
  expect(text).not.toMatch(/unless it is used|To keep it, use it|get-caller-identity/);
  expect(text).toContain('If it must stay, tell the administrators');
});

test.each([
  ['2027-03-03T08:59:00Z', '3 March 2027, 08:59 UTC (now)'],
  ['2027-03-03T09:01:00Z', '3 March 2027, 09:01 UTC (in 1 day)'],
  ['2027-03-04T09:00:00Z', '4 March 2027, 09:00 UTC (in 1 day)'],
  ['2027-03-04T09:01:00Z', '4 March 2027, 09:01 UTC (in 2 days)'],
  ['2028-02-29T23:05:00Z', '29 February 2028, 23:05 UTC (in 364 days)'],
])('a date is told in UTC with the days left: %s', async (on, words) => {
  expect(await textOf({ notices: [warnExample({ on: at(on) })] })).toContain(`not before ${words}`);
});

test.each([
  ['idle-key', 'unused for 90 days or more, while the other key of the user is in use'],
  ['unused-key', 'older than 90 days, and never used'],
  ['asked for by the owner', 'asked for by the owner'],
])('a key that ends by policy says why (%s), and how to keep it', async (reason, words) => {
  const text = await textOf({ notices: [policyWarnExample({ reason })] });
  expect(text).toContain(`Why: ${words}`);
  expect(text).toContain('To keep it, use it at least a day before its date');
  expect(text).toContain('tell the administrators that it must stay');
});

test('a new key without an old one promises no end', async () => {
  const { text } = await mailOf({ notices: [noticeExample({ otherKey: undefined })] });
  expect(text).not.toMatch(/old key|Deactivated/i);
});

test('every mail says whom to ask', async () => {
  for (const change of Object.values(kinds))
    expect(await textOf(change)).toContain('Reply to this mail, or write to keys@example.com');
});

test('a reminder tells whether the administrators know', async () => {
  expect(await textOf({ notices: [remindExample()] })).toContain('Later ones go to the administrators, too.');
  const cc = ['admins@example.com'];
  expect(await textOf({ notices: [remindExample()] }, { cc })).toContain('The administrators have this mail in copy.');
});

test('2,000 notices make one mail that SES still takes', async () => {
  const { html, text } = await mailOf({ notices: Array.from({ length: 2_000 }, () => noticeExample()) });
  expect(html.length + text.length).toBeLessThan(10_000_000);
});

const mustPlan = (Object.keys(reasons) as readonly ReasonCode[]).filter((code) => toneOf(code) === 'act');

test.each(mustPlan)('a dry run says why in words: %s', async (reason) => {
  for (const key of [keyId('AKIAOLD0EXAMPLE00001'), undefined]) {
    const text = await textOf(dryRunExample({ planned: [plannedExample({ reason, key })] }));
    expect(text).toMatch(/Why: [a-z]/);
    expect(text).not.toMatch(/undefined|NaN/);
    expect(text).not.toContain(`Why: ${reason} `);
  }
});

test.each<[StepKind, string]>([
  ['ROTATE', 'a new key would be made'],
  ['DEACTIVATE', 'the key would be deactivated'],
  ['DELETE', 'the key would be deleted, which cannot be undone'],
  ['TELL', 'the owner would be told'],
  ['WARN', 'the owner would be warned'],
])('a dry run says what it would do: %s', async (step, words) => {
  const text = await textOf(dryRunExample({ planned: [plannedExample({ step })] }));
  expect(text).toContain(`* deploy-bot Next: ${words}`);
  expect(text).toContain('This is a dry run. Nothing was changed');
});

test('what a run really did is not mixed with what it would do', async () => {
  expect(await textOf({ planned: [plannedExample()] })).not.toMatch(/would/);
});

test.each([
  [200, 'this would happen to 200 users of the account. * user-0'],
  [201, 'this would happen to 201 users of the account. The first 200 are listed here; the result of the run has all.'],
])('a dry run over %i users lists 200 at most, and says so', async (count, words) => {
  const user = (i: number) => ({ name: `user-${i}`, arn: 'arn' });
  const planned = Array.from({ length: count }, (_, i) => plannedExample({ user: user(i) }));
  const text = await textOf(dryRunExample({ planned }));
  expect(text).toContain(words);
  expect(text.match(/\* user-/g)).toHaveLength(200);
});
