import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AwsFault } from '../app/faults/aws-fault.ts';
import type { Mail } from '../app/ports/ses.ts';
import { attacks, hostile, INVISIBLE, tagsOf } from './attacks.fixture.ts';
import { placeholders } from './placeholders.ts';
import { sendTemplated } from './send-templated.ts';
import type { TemplatedRequest } from './templated-request.ts';

const values = {
  partition_name: 'aws',
  account_id: '123456789012',
  account_name: 'payments',
  timestamp: '3 March 2027, 09:00 UTC',
  actions: 'A new key for deploy-bot is ready.\n\n  aws secretsmanager get-secret-value --secret-id x',
  rotation_period: '90',
  installation_grace_period: '10',
  recovery_grace_period: '10',
  sender_email: 'keys@example.com',
};

const requestExample = (change: Partial<TemplatedRequest> = {}): TemplatedRequest => ({
  from: 'keys@example.com',
  to: 'ann@example.com',
  subject: 'Your access keys',
  template: 'asa/asa-iam-rotation/template/own.html',
  values,
  ...change,
});

const send = async (request: TemplatedRequest, template?: string | Error) => {
  const mails: Mail[] = [];
  const reads: string[] = [];
  const mailer = { send: async (mail: Mail) => ({ messageId: `m${mails.push(mail)}` }) };
  const read = async (key: string) => {
    reads.push(key);
    if (template instanceof Error) throw template;
    return template;
  };
  return { delivery: await sendTemplated(request, { mailer, store: { read } }), mail: mails[0], reads };
};

const own = '<p title="{{ account_name }}">{{{ account_name }}} {{ rotation_period }}</p>{{{ actions }}}';

test("the organization's template is filled in and sent", async () => {
  const { delivery, mail, reads } = await send(requestExample(), own);
  expect(delivery).toEqual({ kind: 'accepted', messageId: 'm1' });
  expect(reads).toEqual(['asa/asa-iam-rotation/template/own.html']);
  expect(mail).toMatchObject({
    from: 'keys@example.com',
    to: ['ann@example.com'],
    cc: [],
    subject: 'Your access keys',
  });
  expect(mail?.html).toMatch(
    /^<p title="payments">payments 90<\/p><div [^>]*>A new key for deploy-bot is ready\.<br>\n<br>\naws/,
  );
});

test('the text says the same, with lines that can be copied', async () => {
  expect((await send(requestExample(), own)).mail?.text).toBe(
    [
      'Your access keys',
      'Account payments (123456789012), 3 March 2027, 09:00 UTC',
      '',
      'A new key for deploy-bot is ready.',
      '',
      'aws secretsmanager get-secret-value --secret-id x',
      '',
      'keyturn never sends a secret key by mail, and never asks for one.',
      '',
    ].join('\n'),
  );
});

test.each([
  ['is missing', undefined, 'does not exist'],
  ['is broken', '{{#if', 'cannot be read in line 1'],
  [
    'does not say what happened',
    '<p>{{ account_name }}</p>',
    'does not show {{ actions }}: its reader would not learn what to do',
  ],
  ['cannot be read', new AwsFault('denied', 'AccessDenied', 's3:GetObject', 'no'), 'cannot be read (AccessDenied)'],
])('when the template %s, the built-in one is used, and said so', async (_what, template, why) => {
  const { delivery, mail } = await send(requestExample(), template);
  expect(delivery).toEqual({
    kind: 'accepted',
    messageId: 'm1',
    remark: `the mail template asa/asa-iam-rotation/template/own.html ${why}; the built-in one was used`,
  });
  expect(mail?.html).toContain('<!DOCTYPE html>');
  expect(mail?.html).toContain('A new key for deploy-bot is ready.');
});

test('what a strange template key is called in a remark is one short line', async () => {
  const { delivery } = await send(requestExample({ template: `\u202ea${'x'.repeat(500)}` }));
  const key = delivery.kind === 'accepted' ? delivery.remark?.split(' ')[3] : undefined;
  expect(key).toMatch(/^ax{298}…$/);
});

test('values that are not given are left empty, and said so; the built-in page has no holes', async () => {
  const { delivery, mail } = await send(requestExample({ values: { actions: 'hello' } }));
  expect(delivery).toMatchObject({
    remark:
      'the mail template asa/asa-iam-rotation/template/own.html does not exist; the built-in one was used; no value was given for partition_name, account_id, account_name, timestamp, rotation_period, installation_grace_period, recovery_grace_period',
  });
  expect(mail?.html).toContain('Sent by keys@example.com.');
  expect(mail?.html).not.toMatch(/after {2}days|account {2}\(\)/);
  expect(mail?.text).toMatch(/^Your access keys\n\nhello\n/);
});

test.each<[string, Partial<TemplatedRequest>, string]>([
  ['a list of recipients', { to: 'ann@example.com,eve@evil.com' }, 'email is not one plain mail address'],
  ['a split recipient', { to: 'ann@example.com\r\nBcc: eve@evil.com' }, 'email is not one plain mail address'],
  ['a split sender', { from: 'a@b.de\nBcc: eve@evil.com' }, 'the sender is not one plain mail address'],
  ['a split subject', { subject: 'hello\r\nBcc: eve@evil.com' }, 'subject holds a line break'],
  ['a subject with a Unicode line break', { subject: 'hello\u2028Bcc: eve@evil.com' }, 'subject holds a line break'],
  ['a subject of colours', { subject: '\u001b[31mred' }, 'subject holds a line break or another control character'],
  ['no subject', { subject: ' \u200b' }, 'subject is empty: say what the mail is about'],
  ['no template', { template: '' }, 'email_template is not the name of a template'],
  ['a split template', { template: 'a\nb' }, 'email_template is not the name of a template'],
  ['no actions', { values: { account_id: '1' } }, 'template_values holds no actions: say what happened'],
  ['empty actions', { values: { actions: ' \n\u200b' } }, 'template_values holds no actions: say what happened'],
  [
    'endless actions',
    { values: { actions: 'x'.repeat(100_001) } },
    'more than 100000 characters in "actions": shorten it',
  ],
])('%s is refused, in words', async (_what, change, why) => {
  const { delivery, mail } = await send(requestExample(change), own);
  expect(delivery).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) });
  expect(JSON.stringify(delivery)).not.toContain('evil');
  expect(mail).toBeUndefined();
});

test('unknown placeholders are named, with those that exist', async () => {
  const strange = JSON.parse('{"actions":"x","acount_name":"y","__proto__":"z","constructor":"c"}');
  expect((await send(requestExample({ values: strange }), own)).delivery).toEqual({
    kind: 'refused',
    why: `template_values names "acount_name", "__proto__", "constructor", which keyturn does not know: give ${placeholders.join(', ')}`,
  });
});

test('everything that is wrong is said at once', async () => {
  const change = { to: 'ann', subject: '', values: { x: 'y' } };
  const { delivery } = await send(requestExample(change), own);
  expect(delivery.kind === 'refused' ? delivery.why.split('; ') : []).toHaveLength(4);
});

/** Every value is `text`, but for the actions, which are not left empty. */
const hostileRequest = (text: string): TemplatedRequest =>
  requestExample({
    values: {
      ...Object.fromEntries(placeholders.map((name) => [name, `a${text}`])),
      actions: `a${text.replace(/[\r\n\u2028\u2029]/g, ' ')}`,
    },
  });

test('no value adds a tag or an invisible character, whoever made it and whatever the template asks for', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, fc.constantFrom(own, undefined), async (text, template) => {
      const { mail } = await send(hostileRequest(text), template);
      const calm = await send(hostileRequest('calm'), template);
      expect(tagsOf(mail?.html ?? '')).toBe(tagsOf(calm.mail?.html ?? '-'));
      expect(mail?.html).not.toMatch(INVISIBLE);
      expect(mail?.text).not.toMatch(INVISIBLE);
    }),
    { numRuns: 200 },
  );
});

test.each(attacks)('%j in the actions is shown, never obeyed', async (attack) => {
  const { mail } = await send(requestExample({ values: { ...values, actions: `a ${attack}` } }), '{{{ actions }}}');
  expect(tagsOf(mail?.html ?? '').replace(/ br/g, '')).toBe('div /div');
});

test('a subject of bidi controls is shown in the order it is written in', async () => {
  expect((await send(requestExample({ subject: 'pay\u202epal' }), own)).mail?.subject).toBe('paypal');
});
