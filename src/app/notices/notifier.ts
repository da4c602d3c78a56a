import type { Channel, Delivery, Recipients } from '../ports/channel.ts';
import type { Digest } from './digest.ts';

/** Tells people what they should know. */
export interface Notifier {
  /** `accepted`: the channel that counts took responsibility; only that counts as told. */
  deliver(digest: Digest, recipients: Recipients): Promise<Delivery>;
}

interface Routing<Name extends string> {
  /** By name, in the order in which they are asked. */
  readonly channels: Readonly<Record<Name, Channel<Digest>>>;
  /** The channel whose acceptance counts. */
  readonly counting: NoInfer<Name>;
}

/**
 * Tells by several channels, of which one counts. The others are asked once that one accepted: before that no date of a
 * digest holds, and each further try would tell the same again. Whatever becomes of theirs is a remark at most.
 */
export const createNotifier = <Name extends string>({ channels, counting }: Routing<Name>): Notifier => {
  const others = Object.entries<Channel<Digest>>(channels).filter(([name]) => name !== counting);
  return {
    deliver: async (digest, recipients) => {
      const counted = await channels[counting].deliver(digest, recipients);
      if (counted.kind !== 'accepted') return counted;
      const remarks = counted.remark === undefined ? [] : [counted.remark];
      for (const [name, channel] of others)
        remarks.push(...remarksOn(name, await tryOther(channel, digest, recipients)));
      return remarks.length === 0 ? counted : { ...counted, remark: remarks.join('; ') };
    },
  };
};

/** Whatever it throws is kept here: the acceptance of the channel that counts must not be lost with it. */
const tryOther = async (channel: Channel<Digest>, digest: Digest, recipients: Recipients): Promise<Delivery> => {
  try {
    return await channel.deliver(digest, recipients);
  } catch (error) {
    // Its name alone: a message may hold an address with a password in it, as those of webhooks.
    return { kind: 'refused', why: `a defect (${error instanceof Error ? error.name : 'unknown'})` };
  }
};

const remarksOn = (name: string, delivery: Delivery): readonly string[] => {
  switch (delivery.kind) {
    case 'accepted':
      return delivery.remark === undefined ? [] : [`${name}: ${delivery.remark}`];
    case 'refused':
      return [`${name} did not carry the notice: ${delivery.why}`];
    // Nobody comes back for it: only what counts is taken up again.
    case 'deferred':
      return [`${name} did not carry the notice: it was put off`];
  }
};
