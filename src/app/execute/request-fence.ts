import { CLAIM_SIGNING_LIMIT, LEAST_TIME_LEFT } from '../../core/limits.ts';
import { type Instant, plus } from '../../core/time.ts';
import { Stop } from '../faults/stop.ts';
import type { Clock, Signed } from '../ports/clock.ts';

/**
 * What lets a step send its next request. Each request is signed with the moment of the check just before it, and the
 * decisive ones with the moment of the observation that permits them: a worker that slept in between is refused by AWS.
 */
export interface Hand {
  /** For bookkeeping: tags, labels, the verification. */
  check(): Signed;
  /** For CreateAccessKey, the move of AWSCURRENT, deactivation and deletion. */
  decide(): Signed;
}

export interface HandOptions {
  readonly clock: Clock;
  readonly deadline: Instant | undefined;
  /** When we asked for the claim; `undefined` for steps without one. */
  readonly claimedAt: Instant | undefined;
  /** When the observation that permits the step began. */
  readonly observedAt: Instant;
}

export const createHand = ({ clock, deadline, claimedAt, observedAt }: HandOptions): Hand => {
  const check = (): Signed => {
    const now = clock.now();
    if (deadline !== undefined && plus(now, LEAST_TIME_LEFT) > deadline)
      throw new Stop('out-of-time', 'the time of this run is over, or nearly: the next run goes on from here');
    if (claimedAt !== undefined && now >= plus(claimedAt, CLAIM_SIGNING_LIMIT))
      throw new Stop('claim-too-old', 'this worker held its claim for too long: the next run goes on from here');
    return { signedAt: now };
  };
  const decide = (): Signed => {
    check();
    return { signedAt: observedAt };
  };
  return { check, decide };
};
