import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../app/faults/aws-fault.ts';
import type { RunSummary } from '../../app/notices/run-summary.ts';
import type { Mail } from '../../app/ports/ses.ts';
import type { RunEvent } from '../../app/results/events.ts';
import type { UserResult } from '../../app/results/result.ts';
import { createSummaries } from './summaries.ts';
import { fullExample, summaryExample, userExample } from './summary-example.ts';

const mailOf = async (summary: RunSummary): Promise<Mail> => {
  const mails: Mail[] = [];
  const mailer = { send: async (mail: Mail) => ({ messageId: `m${mails.push(mail)}` }) };
  expect(await createSummaries({ mailer }).deliver(summary)).toEqual({ kind: 'accepted', messageId: 'm1' });
  const [mail] = mails;
  if (mail === undefined) throw new Error('no mail');
  return mail;
};

/** The text of a mail without its line breaks. */
const textOf = async (summary: RunSummary): Promise<string> => (await mailOf(summary)).text.replace(/\s+/g, ' ');

const refusal =
  'the user deploy-bot is in 2 accounts: give one of them\n- payments (123456789012)\n- logistics (210987654321)';
const planned = [
  userExample({ outcome: 'planned' }),
  userExample({ outcome: 'planned', step: 'WARN', user: 'backup' }),
];

describe.each(
  Object.entries({
    full: fullExample(),
    quiet: summaryExample(),
    'dry-run': summaryExample({ mode: 'plan', users: planned }, { rotated: 1, told: 1, warned: 1, due: 1 }),
    refusal: summaryExample({}, { users: 0, keys: 0 }, { refusal }),
  }),
)('the whole summary: %s', (name, summary) => {
  test('as text', async () => {
    await expect((await mailOf(summary)).text).toMatchFileSnapshot(`../snapshots/summary-${name}.txt.snap`);
  });

  test('as HTML, which fetches nothing and calls nobody a violator', async () => {
    const { html, subject, text } = await mailOf(summary);
    await expect(html).toMatchFileSnapshot(`../snapshots/summary-${name}.html.snap`);
    expect(html).not.toMatch(/https?:|src=|url\(|<script/i);
    expect(subject + html + text).not.toMatch(/violat|undefined|NaN|\[object|\{\{/i);
  });
});

test('the first report of a deployment says that nothing was done, when keyturn acts, and how to prevent it', async () => {
  const first = (schedule: string) => textOf(summaryExample({ mode: 'plan' }, {}, { firstReport: { schedule } }));
  const text = await first('cron(0 5 * * ? *)');
  expect(text).toContain('Nothing was changed');
  expect(text).toContain('It only reported because it is the first scheduled run of this deployment.');
  expect(text).toContain('The next scheduled run acts: the schedule is cron(0 5 * * ? *), in UTC.');
  expect(text).toContain('set DryRunFlag to True before');
  expect(await first('')).toContain('The next scheduled run acts: see Schedule of the stack.');
  expect(await textOf(summaryExample({ mode: 'plan' }))).not.toContain('first scheduled run');
});

test.each<[string, RunSummary]>([
  [
    '2 keys rotated, 1 deactivated, 1 deleted, 5 users need you, 1 user failed, 1 account failed, 1 account not finished, 1 user not found',
    fullExample(),
  ],
  [
    '12 keys rotated, 3 users need you, 1 account failed',
    summaryExample({}, { rotated: 12, told: 12, blocked: 3, accountsFailed: 1 }),
  ],
  ['1 key deleted', summaryExample({}, { deleted: 1, warned: 4 })],
  ['1,204 keys deactivated', summaryExample({}, { deactivated: 1_204 })],
  ['2 notices sent', summaryExample({}, { warned: 2 })],
  ['1 owner told', summaryExample({}, { told: 1 })],
  ['1 user put in order', summaryExample({ users: [userExample({ step: 'NOTE' })] })],
  ['1 user left for the next run', summaryExample({ users: [userExample({ outcome: 'busy' })] })],
  ['Nothing to do for 1,310 keys in 37 accounts', summaryExample()],
  ['Not complete: 1,310 keys in 37 accounts seen', summaryExample({ incomplete: true })],
  ['Dry run: 1 key would be rotated, 2 deactivated', summaryExample({ mode: 'plan' }, { rotated: 1, deactivated: 2 })],
  ['Dry run: 2 notices would be sent', summaryExample({ mode: 'plan' }, { warned: 2 })],
  [
    'Dry run: nothing would be done with 1 key in 1 account',
    summaryExample({ mode: 'plan' }, { keys: 1, accounts: 1 }),
  ],
  ['Dry run: not complete: 1,310 keys in 37 accounts seen', summaryExample({ mode: 'plan', incomplete: true })],
  ['Forced rotation not begun', summaryExample({}, {}, { refusal })],
  ['1 user not found', summaryExample({ usersNotFound: ['ann'] })],
])('the subject says what happened: %s', async (news, summary) => {
  expect((await mailOf(summary)).subject).toBe(`[keyturn] ${news}`);
});

test('every user of a run is told of under what happened to it', async () => {
  const steps = [
    'ROTATE',
    'PROMOTE',
    'DEACTIVATE',
    'DELETE',
    'TELL',
    'WARN',
    'ANNOUNCE',
    'REMIND',
    'TELL_DEACTIVATED',
    'TELL_REACTIVATED',
    'ASK',
    'RESTORE_SECRET',
    'REPAIR_POLICY',
    'CLEAR',
    'ABANDON',
    'NOTE',
    'UN_NOTE',
    'CONDEMN',
  ] as const;
  const outcomes = ['blocked', 'failed', 'waiting', 'busy', 'changed', 'interrupted'] as const;
  const users: readonly UserResult[] = [
    ...steps.map((step) => userExample({ step, user: `step-${step}.` })),
    ...outcomes.map((outcome) => userExample({ outcome, step: 'NOTHING', user: `outcome-${outcome}` })),
  ];
  const { text, html } = await mailOf(summaryExample({ users }));
  for (const { user } of users) {
    expect(text.split(user)).toHaveLength(2);
    expect(html.split(user)).toHaveLength(2);
  }
});

test('users who need the same stand together, under what to do', async () => {
  const text = await textOf(fullExample());
  expect(text).toContain(
    '* both keys are in use: there is no slot for a successor What to do: let the applications share one key, or give one of them a user of its own; then delete the other key - invoice-export, payments (123456789012) - stock-sync, logistics (210987654321)',
  );
});

test('users whose words differ only by a key or by days stand together, each with its key', async () => {
  const text = await textOf(fullExample());
  expect(text).toContain(
    '* key K takes the slot of the next successor; it was last used some days ago What to do: find out who needs K, and delete it if nobody does - legacy, payments (123456789012): K is AKIASPARE0EXAMPLE001 - intranet, payments (123456789012): K is AKIASPARE0EXAMPLE002 - fax-gateway, payments (123456789012): K is AKIASPARE0EXAMPLE003',
  );
});

test('a user of whom alone something is said keeps the words about the key', async () => {
  const users = fullExample().result.users.filter(({ user }) => user === 'legacy');
  expect(await textOf(summaryExample({ users }))).toContain(
    '* key AKIASPARE0EXAMPLE001 takes the slot of the next successor; it was last used 5 days ago What to do: find out who needs AKIASPARE0EXAMPLE001, and delete it if nobody does - legacy, payments (123456789012)',
  );
});

test('two keys that the words name keep their parts', async () => {
  const overdue = (user: string, key: string, successor: string) =>
    userExample({
      user,
      outcome: 'blocked',
      message: `old key ${key} is in use, and its successor ${successor} is too old`,
      remedy: `once ${key} is quiet it goes`,
      keys: [successor, key].map((id) => ({ id, status: 'Active', ageDays: 100, lastUsedDays: 1 })),
    });
  const users = [overdue('ann', 'AKIAONE', 'AKIATWO'), overdue('ben', 'AKIASIX', 'AKIATEN')];
  expect(await textOf(summaryExample({ users }))).toContain(
    '* old key K is in use, and its successor L is too old What to do: once K is quiet it goes - ann, payments (123456789012): K is AKIAONE, L is AKIATWO - ben, payments (123456789012): K is AKIASIX, L is AKIATEN',
  );
});

test('who waits for a date is listed by it, is told nothing to do, and is nobody who needs a person', async () => {
  const text = await textOf(fullExample());
  expect(text).toContain(
    'Nothing is to be done about them before their date. - fleet-report, logistics (210987654321): until 4 March 2027, 09:00 UTC: the old key is deactivated in 1 day, as warned - archive, payments (123456789012): until 9 March 2027, 09:00 UTC: the owner has 6 days left to install the new key',
  );
  expect(text).not.toContain('ask again at that date');
});

test('the figures tell who had a step today from who has a key that is too old, and who is late', async () => {
  const text = await textOf(fullExample());
  expect(text).toMatch(/Users with a step today 14 Users with a key that is too old 7 /);
  expect(text).toMatch(/Users 3 days late or more 1 /);
  expect(await textOf(summaryExample())).not.toContain('days late');
});

test('each list says how long it is', async () => {
  const text = await textOf(fullExample());
  for (const title of [
    'Users who need you (5)',
    'Accounts that failed (1)',
    'Got a new key (2)',
    'Waiting, with a key that is too old (2)',
    'Left for the next run (2)',
  ])
    expect(text).toContain(`${title} ---`);
});

test('a run that is not complete says so before any figure', async () => {
  const note = 'This run is not complete';
  const text = await textOf(fullExample());
  expect(text.indexOf(note)).toBeGreaterThan(0);
  expect(text.indexOf(note)).toBeLessThan(text.indexOf('Accounts 37'));
  expect(await textOf(summaryExample())).not.toContain(note);
});

test.each(['apply', 'plan'] as const)('only a dry run calls itself one (%s)', async (mode) => {
  const { subject, text, html } = await mailOf(summaryExample({ mode, users: planned }, { rotated: 1 }));
  for (const part of [subject, text, html]) expect(/dry run/i.test(part)).toBe(mode === 'plan');
});

test('a refusal of one line is told, too', async () => {
  expect(await textOf(summaryExample({}, {}, { refusal: 'no account has a user ann' }))).toContain(
    'The forced rotation was not begun --------------------------------- - no account has a user ann',
  );
});

test.each([
  ['a sender', { from: 'keys@example.com\r\nBcc: eve@evil.com' }],
  ['a recipient', { to: 'admins@example.com, eve@evil.com' }],
])('nothing is sent with %s that cannot be written to', async (_what, more) => {
  const mailer = { send: () => Promise.reject(new Error('sent')) };
  const delivery = await createSummaries({ mailer }).deliver(summaryExample({}, {}, more));
  expect(delivery).toMatchObject({ kind: 'refused', why: expect.stringContaining('check adminEmail') });
});

test('every delivery is reported, and a refusal is a value', async () => {
  const events: RunEvent[] = [];
  const report = (event: RunEvent) => void events.push(event);
  const refusing = {
    send: () => Promise.reject(new AwsFault('throttled', 'X', 'ses:SendEmail', 'no to ann@example.com')),
  };
  const accepting = { send: async () => ({ messageId: 'm' }) };
  expect(await createSummaries({ mailer: refusing, report }).deliver(summaryExample())).toEqual({
    kind: 'refused',
    why: 'ses:SendEmail: X: no to (an address)',
  });
  await createSummaries({ mailer: accepting, report }).deliver(summaryExample());
  const to = ['admins@example.com'];
  expect(events).toEqual([
    { kind: 'mail', to, accepted: false },
    { kind: 'mail', to, accepted: true },
  ]);
});
