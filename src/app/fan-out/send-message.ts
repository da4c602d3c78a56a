import type { Summaries } from '../notices/digest.ts';
import type { Notifier } from '../notices/notifier.ts';
import type { Delivery } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { OutboxMessage, SentMessage } from './documents.ts';
import { readJson, readNeeded, writeJson } from './json.ts';
import { runKeys } from './keys.ts';
import { readStoredDigest } from './outbox.ts';
import type { RunStore } from './ports.ts';

interface SendParts {
  readonly store: RunStore;
  readonly notifier: Notifier;
  readonly summaries: Summaries;
  readonly clock: Clock;
}

/**
 * Sends one mail of the outbox, unless an earlier request already did: a crash between SES's acceptance and the note of
 * it costs one duplicate.
 */
export const sendMessage = async (key: string, parts: SendParts): Promise<SentMessage> => {
  const { store, clock } = parts;
  const earlier = await readJson<SentMessage>(store, runKeys.sent(key));
  if (earlier !== undefined) return earlier;
  const delivery = await deliver(await readNeeded<OutboxMessage>(store, key), parts);
  if (delivery.kind !== 'accepted')
    return { message: key, refused: delivery.kind === 'refused' ? delivery.why : 'nobody sends here' };
  const { messageId, remark } = delivery;
  const sent = { message: key, messageId, acceptedAt: clock.now(), ...(remark === undefined ? {} : { remark }) };
  await writeJson(store, runKeys.sent(key), sent);
  return sent;
};

const deliver = (message: OutboxMessage, { notifier, summaries }: SendParts): Promise<Delivery> =>
  message.kind === 'digest'
    ? notifier.deliver(...readStoredDigest(message.digest))
    : summaries.deliver(message.summary);
