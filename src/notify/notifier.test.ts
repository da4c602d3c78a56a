import { expect, test } from 'vitest';
import { AwsFault, type AwsFaultKind } from '../app/faults/aws-fault.ts';
import type { Digest } from '../app/notices/digest.ts';
import type { Recipients } from '../app/ports/channel.ts';
import type { TemplateStore } from '../app/ports/s3.ts';
import type { Mail } from '../app/ports/ses.ts';
import type { RunEvent } from '../app/results/events.ts';
import { digestExample, dryRunExample, plannedExample, recipientsExample } from './digest-example.ts';
import { connectNotifier } from './notifier.ts';

const mailService = () => {
  const mails: Mail[] = [];
  const send = async (mail: Mail) => ({ messageId: `m${mails.push(mail)}` });
  return { mails, mailer: { send } };
};

const refusing = (error: unknown) => ({ mailer: { send: () => Promise.reject(error) } });
const fault = (kind: AwsFaultKind, code: string, message = 'no') => new AwsFault(kind, code, 'ses:SendEmail', message);

const storeOf = (read: () => Promise<string | undefined>) => {
  const reads: string[] = [];
  const store: TemplateStore = {
    read: (key) => {
      reads.push(key);
      return read();
    },
  };
  return { reads, templates: { store, enforce: 'asa/template/own.html', audit: 'asa/template/dry.html' } };
};

test('a mail that the service accepted counts as told', async () => {
  const { mails, mailer } = mailService();
  const cc = ['admins@example.com'];
  expect(await connectNotifier({ mailer }).deliver(digestExample(), recipientsExample({ cc }))).toEqual({
    kind: 'accepted',
    messageId: 'm1',
  });
  expect(mails).toMatchObject([{ from: 'keys@example.com', to: ['payments@example.com'], cc }]);
});

test('a mail that the service refuses is refused with its reason, without addresses', async () => {
  const message = 'Email address is not verified: ann@example.com,\r\nbob@example.com';
  expect(
    await connectNotifier(refusing(fault('invalid', 'MessageRejected', message))).deliver(
      digestExample(),
      recipientsExample(),
    ),
  ).toEqual({
    kind: 'refused',
    why: 'ses:SendEmail: MessageRejected: Email address is not verified: (an address) (an address)',
  });
});

test.each<AwsFaultKind>(['throttled', 'denied', 'limit', 'unauthenticated'])(
  'a mail that is %s is refused',
  async (kind) => {
    expect(
      await connectNotifier(refusing(fault(kind, 'Code'))).deliver(digestExample(), recipientsExample()),
    ).toMatchObject({
      kind: 'refused',
    });
  },
);

test('a mail without an answer is refused, and said to be possibly sent', async () => {
  expect(
    await connectNotifier(refusing(fault('doubtful', 'TimeoutError'))).deliver(digestExample(), recipientsExample()),
  ).toEqual({
    kind: 'refused',
    why: 'ses:SendEmail: TimeoutError: no; it may have been sent all the same',
  });
});

test('an error that is no fault of AWS is not swallowed', async () => {
  await expect(
    connectNotifier(refusing(new TypeError('bug'))).deliver(digestExample(), recipientsExample()),
  ).rejects.toThrow('bug');
});

test.each<[string, { digest?: Partial<Digest>; recipients?: Partial<Recipients> }]>([
  ['a sender', { recipients: { from: 'keys@example.com\r\nBcc: eve@evil.com' } }],
  ['a recipient', { recipients: { to: ['payments@example.com', 'eve@evil.com\nBcc: x@evil.com'] } }],
  ['a copy', { recipients: { cc: ['"x" <eve@evil.com>'] } }],
  ['no recipient', { recipients: { to: [] } }],
  ['no notice', { digest: { notices: [] } }],
  ['plans of a run that is not dry', { digest: { notices: [], planned: [plannedExample()] } }],
  ['a dry run without plans', { digest: { isDryRun: true, notices: [], planned: [] } }],
  [
    'a dry run that plans nothing',
    { digest: { isDryRun: true, notices: [], planned: [plannedExample({ step: 'NOTHING' })] } },
  ],
])('nothing is sent with %s that cannot be written to', async (_what, change) => {
  const { mails, mailer } = mailService();
  const delivery = await connectNotifier({ mailer }).deliver(
    digestExample(change.digest),
    recipientsExample(change.recipients),
  );
  expect(delivery.kind).toBe('refused');
  expect(JSON.stringify(delivery)).not.toContain('evil');
  expect(mails).toEqual([]);
});

test("the organization's template is read once a run, and used", async () => {
  const { mails, mailer } = mailService();
  const { reads, templates } = storeOf(async () => '<p>{{ account_name }}</p>{{ actions }}');
  const notifier = connectNotifier({ mailer, templates });
  await Promise.all([
    notifier.deliver(digestExample(), recipientsExample()),
    notifier.deliver(digestExample(), recipientsExample()),
  ]);
  expect(await notifier.deliver(digestExample(), recipientsExample())).toEqual({ kind: 'accepted', messageId: 'm3' });
  expect(reads).toEqual(['asa/template/own.html']);
  for (const { html } of mails) expect(html).toMatch(/^<p>payments<\/p>\n<div/);
});

test('a dry run without notices is sent for what it plans', async () => {
  const { mails, mailer } = mailService();
  expect(await connectNotifier({ mailer }).deliver(dryRunExample(), recipientsExample())).toEqual({
    kind: 'accepted',
    messageId: 'm1',
  });
  expect(mails[0]?.subject).toMatch(/^Dry run: payments \(123456789012\): 1 access key would be replaced/);
});

test('a dry run has a template of its own, and each is read once', async () => {
  const { mails, mailer } = mailService();
  const reads: string[] = [];
  const read = async (key: string) => {
    reads.push(key);
    return `<p>${key}</p>{{ actions }}`;
  };
  const notifier = connectNotifier({ mailer, templates: { store: { read }, enforce: 'real.html', audit: 'dry.html' } });
  for (const digest of [digestExample(), dryRunExample(), digestExample({ isDryRun: true }), digestExample()])
    await notifier.deliver(digest, recipientsExample());
  expect(mails.map(({ html }) => html.split('\n')[0])).toEqual(
    ['real', 'dry', 'dry', 'real'].map((name) => `<p>${name}.html</p>`),
  );
  expect(reads).toEqual(['real.html', 'dry.html']);
});

test.each([
  ['is missing', async () => undefined, 'does not exist'],
  ['cannot be read', () => Promise.reject(fault('denied', 'AccessDenied')), 'cannot be read (AccessDenied)'],
  ['breaks off', () => Promise.reject(new Error('socket hang up')), 'cannot be read'],
  ['is broken', async () => '{{#if', 'cannot be read in line 1'],
  ['is empty', async () => '', 'is empty'],
  ['names what nobody knows', async () => '{{actions}}{{x}}', 'names "x", which is not a placeholder of keyturn'],
])('when the template %s, the built-in one is used, and said so', async (_what, read, why) => {
  const { mails, mailer } = mailService();
  const { reads, templates } = storeOf(read);
  const notifier = connectNotifier({ mailer, templates });
  const remark = `the mail template asa/template/own.html ${why}; the built-in one was used`;
  expect(await notifier.deliver(digestExample(), recipientsExample())).toEqual({
    kind: 'accepted',
    messageId: 'm1',
    remark,
  });
  expect(await notifier.deliver(digestExample(), recipientsExample())).toEqual({
    kind: 'accepted',
    messageId: 'm2',
    remark,
  });
  expect(reads).toHaveLength(1);
  const plain = mailService();
  await connectNotifier({ mailer: plain.mailer }).deliver(digestExample(), recipientsExample());
  expect(mails[0]).toEqual(plain.mails[0]);
});

test('every delivery is reported', async () => {
  const events: RunEvent[] = [];
  const report = (event: RunEvent) => void events.push(event);
  await connectNotifier({ mailer: mailService().mailer, report }).deliver(digestExample(), recipientsExample());
  await connectNotifier({ ...refusing(fault('throttled', 'X')), report }).deliver(digestExample(), recipientsExample());
  const to = ['payments@example.com'];
  expect(events).toEqual([
    { kind: 'mail', to, accepted: true },
    { kind: 'mail', to, accepted: false },
  ]);
});
