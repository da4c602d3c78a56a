import type { Instant } from '../../core/time.ts';
import type { Summaries } from '../notices/digest.ts';
import type { Notifier } from '../notices/notifier.ts';
import type { Delivery } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { OutboxMessage, SentMessage } from '../run-bucket/documents.ts';
import { readJson, readNeeded, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';
import { readStoredDigest } from './outbox.ts';

export interface SendParts {
  readonly store: RunStore;
  readonly notifier: Notifier;
  readonly summaries: Summaries;
  readonly clock: Clock;
}

/**
 * Sends one mail of the outbox, unless an earlier request already did: a crash between SES's acceptance and the note of
 * it costs one duplicate. What became of it is left in the run bucket, a refusal too: the state machine carries no
 * texts.
 */
export const sendMessage = async (key: string, parts: SendParts): Promise<SentMessage> => {
  const { store, clock } = parts;
  const earlier = await readJson<SentMessage>(store, runKeys.sent(key));
  if (earlier !== undefined && !('refused' in earlier)) return earlier;
  const delivery = await deliver(await readNeeded<OutboxMessage>(store, key), parts);
  const sent = sentOf(key, delivery, clock.now());
  await writeJson(store, runKeys.sent(key), sent);
  return sent;
};

const sentOf = (message: string, delivery: Delivery, acceptedAt: Instant): SentMessage => {
  if (delivery.kind !== 'accepted')
    return { message, refused: delivery.kind === 'refused' ? delivery.why : 'nobody sends here' };
  const { messageId, remark } = delivery;
  return { message, messageId, acceptedAt, ...(remark === undefined ? {} : { remark }) };
};

const deliver = (message: OutboxMessage, { notifier, summaries }: SendParts): Promise<Delivery> =>
  message.kind === 'digest'
    ? notifier.deliver(...readStoredDigest(message.digest))
    : summaries.deliver(message.summary);
