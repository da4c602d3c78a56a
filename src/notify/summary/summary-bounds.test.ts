import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunSummary } from '../../app/notices/run-summary.ts';
import type { Mail } from '../../app/ports/ses.ts';
import { hostile, INVISIBLE, tagsOf } from '../attacks.fixture.ts';
import { createSummaries } from './summaries.ts';
import { summaryExample, userExample } from './summary-example.ts';

const mailOf = async (summary: RunSummary): Promise<Mail> => {
  const mails: Mail[] = [];
  const mailer = { send: async (mail: Mail) => ({ messageId: `m${mails.push(mail)}` }) };
  expect(await createSummaries({ mailer }).deliver(summary)).toEqual({ kind: 'accepted', messageId: 'm1' });
  const [mail] = mails;
  if (mail === undefined) throw new Error('no mail');
  return mail;
};

test.each([50, 51, 10_000])('of %i users 50 are listed, and the others are counted', async (count) => {
  const users = Array.from({ length: count }, (_, i) =>
    userExample({ user: `user-${i}`, outcome: 'blocked', message: `message ${i % 7}` }),
  );
  const { text, html } = await mailOf(summaryExample({ users }, { blocked: count }));
  const more = `and ${new Intl.NumberFormat('en-US').format(count - 50)} more: see s3://keyturn-runs-111122223333/runs/run-20270303-0900/result.json`;
  for (const part of [text, html]) {
    expect(part.match(/user-\d+/g)).toHaveLength(50);
    expect(part.includes(more)).toBe(count > 50);
  }
});

test('the worst day of 10,000 accounts makes a mail that is still read', async () => {
  const long = 'x'.repeat(1_000);
  const accounts = Array.from({ length: 10_000 }, (_, i) => ({
    id: `${i}`,
    name: long,
    outcome: 'failed' as const,
    error: `${i} ${long}`,
  }));
  const users = accounts.flatMap(({ id }) =>
    (['blocked', 'failed', 'done'] as const).map((outcome) =>
      userExample({ account: id, outcome, message: `${id} ${long}` }),
    ),
  );
  const { html, text, subject } = await mailOf(
    summaryExample({
      accounts,
      users,
      remarks: users.map(({ message }) => message),
      usersNotFound: users.map(({ account }) => account),
    }),
  );
  expect(html.length + text.length).toBeLessThan(2_000_000);
  expect(subject.length).toBeLessThan(200);
});

/** A run whose every text is `value`. */
const hostileSummary = (value: string): RunSummary => {
  const told = { account: value, user: value, message: value, reason: value, remedy: value };
  return summaryExample(
    {
      runId: value,
      accounts: [
        { id: value, name: value, outcome: 'failed', error: value },
        { id: value, name: value, outcome: 'interrupted' },
      ],
      users: (['done', 'blocked', 'failed', 'busy'] as const).map((outcome) => userExample({ ...told, outcome })),
      remarks: [value],
      usersNotFound: [value],
    },
    {},
    { resultUrl: value, refusal: `no\n${value.replace(/[\r\n]/g, ' ')}` },
  );
};

test('no value adds a tag, a line or an invisible character to a summary', async () => {
  // An empty value is left out, with its tags.
  const visible = hostile.map((text) => `a${text}`);
  const calm = await mailOf(hostileSummary('calm'));
  await fc.assert(
    fc.asyncProperty(visible, async (text) => {
      const mail = await mailOf(hostileSummary(text));
      expect(tagsOf(mail.html)).toBe(tagsOf(calm.html));
      expect(mail.html).not.toMatch(INVISIBLE);
      expect(mail.text).not.toMatch(INVISIBLE);
      expect(mail.subject).not.toMatch(/\n|\r/);
      expect(mail.subject).not.toMatch(INVISIBLE);
    }),
    { numRuns: 200 },
  );
});

test('the command that reads the whole result is one word of the shell', async () => {
  const { text } = await mailOf(summaryExample({}, {}, { resultUrl: "s3://b/x'; rm -rf ~" }));
  expect(text).toContain(String.raw`aws s3 cp 's3://b/x'\''; rm -rf ~' -`);
});
