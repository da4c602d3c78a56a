import { expect, test } from 'vitest';
import type { AccountId } from '../../core/keys.ts';
import { defaultPolicy } from '../../core/policy.ts';
import { instant } from '../../core/time.ts';
import type { Channel, Delivery, Recipients } from '../ports/channel.ts';
import type { Digest } from './digest.ts';
import { createNotifier } from './notifier.ts';

const digest: Digest = {
  account: { id: '123456789012' as AccountId, name: 'payments' },
  partition: 'aws',
  at: instant(0),
  isDryRun: false,
  policy: defaultPolicy,
  notices: [],
};
const recipients: Recipients = { from: 'keys@example.com', to: ['payments@example.com'], cc: [] };

const accepted = (messageId: string, remark?: string): Delivery => ({
  kind: 'accepted',
  messageId,
  ...(remark === undefined ? {} : { remark }),
});
const refused: Delivery = { kind: 'refused', why: 'it is full' };
const deferred: Delivery = { kind: 'deferred' };

/** Two channels in memory, of which mail counts; chat comes first, so that the order of the list decides nothing. */
const twoChannels = (mail: Delivery | Error, chat: Delivery | Error) => {
  const asked: (readonly [name: string, content: Digest, to: Recipients])[] = [];
  const answering = (name: string, answer: Delivery | Error): Channel<Digest> => ({
    deliver: async (content, to) => {
      asked.push([name, content, to]);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const channels = { chat: answering('chat', chat), mail: answering('mail', mail) };
  const notifier = createNotifier({ channels, counting: 'mail' });
  return { names: () => asked.map(([name]) => name), asked, deliver: () => notifier.deliver(digest, recipients) };
};

test('the acceptance of the channel that counts is the acceptance, and every channel carries the same', async () => {
  const { asked, deliver } = twoChannels(accepted('m1'), accepted('c1'));
  expect(await deliver()).toEqual(accepted('m1'));
  expect(asked).toEqual([
    ['mail', digest, recipients],
    ['chat', digest, recipients],
  ]);
});

test.each<[string, Delivery | Error, string]>([
  ['refuses', refused, 'chat did not carry the notice: it is full'],
  ['defers', deferred, 'chat did not carry the notice: it was put off'],
  ['throws', new TypeError('https://hooks/password'), 'chat did not carry the notice: a defect (TypeError)'],
  ['accepts with a remark', accepted('c1', 'shortened'), 'chat: shortened'],
])('where another channel %s, that is a remark and no more', async (_what, chat, remark) => {
  expect(await twoChannels(accepted('m1'), chat).deliver()).toEqual(accepted('m1', remark));
  const both = `the built-in template was used; ${remark}`;
  expect(await twoChannels(accepted('m1', 'the built-in template was used'), chat).deliver()).toEqual(
    accepted('m1', both),
  );
});

test('the acceptance of another channel never counts: it is not even asked before the one that counts accepted', async () => {
  const { names, deliver } = twoChannels(refused, accepted('c1'));
  expect(await deliver()).toEqual(refused);
  expect(names()).toEqual(['mail']);
});

test('where the channel that counts defers, all is left to the step that sends it', async () => {
  const { names, deliver } = twoChannels(deferred, accepted('c1'));
  expect(await deliver()).toEqual(deferred);
  expect(names()).toEqual(['mail']);
});

test('what the channel that counts throws is not swallowed', async () => {
  const { names, deliver } = twoChannels(new TypeError('bug'), accepted('c1'));
  await expect(deliver()).rejects.toThrow('bug');
  expect(names()).toEqual(['mail']);
});

test('with one channel its answer is passed on as it is', async () => {
  for (const answer of [accepted('m1'), accepted('m1', 'a remark'), refused, deferred]) {
    const notifier = createNotifier({ channels: { mail: { deliver: async () => answer } }, counting: 'mail' });
    expect(await notifier.deliver(digest, recipients)).toStrictEqual(answer);
  }
});
