import { GetAccountCommand } from '@aws-sdk/client-sesv2';
import type { Clock } from '../../app/ports/clock.ts';
import { type Instant, instant, SECOND } from '../../core/time.ts';
import type { Client } from '../client/client-factory.ts';
import { ask } from '../client/send.ts';

/** Ends when so many recipients may be sent to. */
export type SesPace = (recipients: number) => Promise<void>;

/**
 * The account's own sending rate, which counts recipients, not mails (SES: GetSendQuota, "sending limits are based on
 * recipients"). It is asked for before the second mail, once: one mail needs none. What SES does not tell limits
 * nothing.
 */
export const sesPace = (client: Client, clock: Clock): SesPace => {
  let rate: Promise<number | undefined> | undefined;
  let last: { readonly at: Instant; readonly recipients: number } | undefined;
  return async (recipients) => {
    if (last === undefined) {
      last = { at: clock.now(), recipients };
      return;
    }
    rate ??= sendingRate(client);
    const perSecond = await rate;
    if (perSecond === undefined) return;
    const now = clock.now();
    const at = instant(Math.max(now, last.at + Math.ceil((last.recipients * SECOND) / perSecond)));
    last = { at, recipients };
    if (at > now) await clock.sleep(at - now);
  };
};

/** Recipients a second; `undefined`: SES does not tell, or not to us. */
const sendingRate = async (client: Client): Promise<number | undefined> => {
  try {
    const { SendQuota } = await ask(client, new GetAccountCommand({}));
    const { MaxSendRate = 0 } = SendQuota ?? {};
    return MaxSendRate > 0 ? MaxSendRate : undefined;
  } catch {
    return undefined;
  }
};
