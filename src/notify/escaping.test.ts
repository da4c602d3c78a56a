import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Digest, Notice } from '../app/notices/digest.ts';
import type { Mail } from '../app/ports/ses.ts';
import type { AccountId } from '../core/keys.ts';
import { oneLine } from '../text/one-line.ts';
import { attacks, hostile, INVISIBLE, tagsOf } from './attacks.fixture.ts';
import {
  announceExample,
  askExample,
  deactivatedExample,
  digestExample,
  keyId,
  noticeExample,
  overdueExample,
  policyWarnExample,
  reactivatedExample,
  recipientsExample,
  remindExample,
  warnExample,
} from './digest-example.ts';
import { connectNotifier } from './notifier.ts';

const examples = [
  noticeExample,
  warnExample,
  policyWarnExample,
  remindExample,
  overdueExample,
  deactivatedExample,
  reactivatedExample,
  announceExample,
  askExample,
];

/** A digest whose every free text is `value`. */
const hostileDigest = (value: string, example: (change: Partial<Notice>) => Notice): Digest => {
  const key = keyId(value);
  const change = {
    user: { name: value, arn: value },
    key,
    secret: { arn: value, region: value },
    reason: value,
    remedy: value,
  };
  const account = { id: value as AccountId, name: value };
  return digestExample({
    account,
    partition: value,
    notices: [example(change), example({ ...change, otherKey: key })],
    isDryRun: true,
    planned: [{ ...change, step: 'ROTATE' }],
  });
};

const send = async (digest: Digest, template?: string): Promise<Mail> => {
  const mails: Mail[] = [];
  const mailer = { send: async (mail: Mail) => ({ messageId: `m${mails.push(mail)}` }) };
  const templates =
    template === undefined
      ? undefined
      : { store: { read: async () => template }, enforce: 'own.html', audit: 'own.html' };
  const delivery = await connectNotifier({ mailer, templates }).deliver(digest, recipientsExample());
  const [mail] = mails;
  if (mail === undefined) throw new Error('no mail');
  expect(delivery).toEqual({ kind: 'accepted', messageId: 'm1' });
  return mail;
};

test('no value adds a tag, a line or an invisible character to a mail', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, fc.constantFrom(...examples), async (text, example) => {
      const mail = await send(hostileDigest(text, example));
      const calm = await send(hostileDigest('calm', example));
      expect(tagsOf(mail.html)).toBe(tagsOf(calm.html));
      expect(mail.subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(mail.text).not.toMatch(INVISIBLE);
      expect(mail.html).not.toMatch(INVISIBLE);
    }),
    { numRuns: 300 },
  );
});

test.each(attacks)("%j is harmless in an organization's own template, raw or not", async (text) => {
  const template = '<p title="{{{ account_name }}}">{{ account_name }} {{{ partition_name }}}</p>{{{ actions }}}';
  const mail = await send(hostileDigest(text, noticeExample), template);
  const calm = await send(hostileDigest('calm', noticeExample), template);
  expect(tagsOf(mail.html)).toBe(tagsOf(calm.html));
});

test('a value that looks like a template is shown, not filled in', async () => {
  const account = { ...digestExample().account, name: '{{sender_email}}' };
  const { subject, html } = await send(digestExample({ account }));
  expect(subject).toContain('{{sender_email}}');
  expect(html).toContain('{{sender_email}}');
});

test.each([
  ['a\r\nb', 'a b'],
  ['\u001b[1;31mred\u001b[0m', 'red'],
  ['pay\u202epal', 'paypal'],
  ['zero\u200bwidth\ufeff', 'zerowidth'],
  ['a\u2028b\u0085c\u00a0d', 'a b c d'],
  ['\ud800x', '\ufffdx'],
  ['  Zahlungen für Köln 💶 ', 'Zahlungen für Köln 💶'],
])('%j becomes one plain line', (text, line) => expect(oneLine(text)).toBe(line));

test('a line that is too long is cut between characters', () => {
  expect(oneLine('💶💶💶', 3)).toBe('💶💶💶');
  expect(oneLine('💶💶💶💶', 3)).toBe('💶💶…');
});

test('what else an object carries never reaches a mail', async () => {
  const canary = 'CANARY/wJalrXUtnFEMI+K7MDENG';
  const stowaway = { ...noticeExample(), secretAccessKey: canary, value: { SecretAccessKey: canary } };
  const mail = await send({ ...digestExample({ notices: [stowaway] }), ...{ token: canary } });
  expect(JSON.stringify(mail)).not.toContain('CANARY');
});
