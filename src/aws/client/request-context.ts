import { AsyncLocalStorage } from 'node:async_hooks';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Instant } from '../../core/time.ts';

/** One request on its way, with all its attempts. */
export interface SentRequest {
  readonly operation: string;
  readonly signedAt: Instant;
  attempts: number;
  /** Attempts that AWS answered with a refusal: only these are known to have changed nothing. */
  refusals: number;
  /** The Date header of the last answer. */
  serverDate?: Date;
  /** Whom the last attempt was for. */
  host?: string | undefined;
}

export const sentRequest = (operation: string, signedAt: Instant): SentRequest => ({
  operation,
  signedAt,
  attempts: 0,
  refusals: 0,
});

const underWay = new AsyncLocalStorage<SentRequest>();

export const withRequest = <T>(request: SentRequest, work: () => Promise<T>): Promise<T> => underWay.run(request, work);

export const currentRequest = (): SentRequest => {
  const request = underWay.getStore();
  if (request === undefined) throw new Error('a request without a signing time must not be sent');
  return request;
};

/**
 * Signs every attempt with the time of its {@link SentRequest}, never with the machine's: a request that was held up
 * cannot pass for a fresh one, and AWS refuses it. The SDK makes a signer for each attempt from this class.
 */
export class FencedSigner extends SignatureV4 {
  protected override formatDate(): { longDate: string; shortDate: string } {
    return super.formatDate(new Date(currentRequest().signedAt));
  }
}
