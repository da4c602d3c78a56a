import type { Instant } from '../../core/time.ts';

/** Time, in one place, so that tests and the demo can travel. */
export interface Clock {
  now(): Instant;
  /** Resolves after `ms`; at once when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * The moment a request is signed with. AWS refuses a signature that is more than 15 minutes old (5 at most services):
 * see docs/decisions/claims-and-time-fence.md.
 */
export interface Signed {
  readonly signedAt: Instant;
}
