import { CLAIM_SIGNING_LIMIT } from '../../core/limits.ts';
import { type Instant, plus } from '../../core/time.ts';
import { isLate, outOfTime, WorkStopped } from '../faults/stop.ts';
import type { Clock, Signed } from '../ports/clock.ts';

/**
 * What lets a step send its next request. Each request is signed with the moment of the check just before it, and the
 * decisive ones with the moment of the observation that permits them: a worker that slept in between is refused by AWS.
 */
export interface RequestFence {
  /** For bookkeeping: tags, labels, the verification. */
  now(): Signed;
  /** For CreateAccessKey, the move of AWSCURRENT, deactivation and deletion. */
  observed(): Signed;
}

export interface RequestFenceOptions {
  readonly clock: Clock;
  readonly deadline: Instant | undefined;
  /** When we asked for the claim; `undefined` for steps without one. */
  readonly claimedAt: Instant | undefined;
  /** When the observation that permits the step began. */
  readonly observedAt: Instant;
}

export const createRequestFence = ({ clock, deadline, claimedAt, observedAt }: RequestFenceOptions): RequestFence => {
  const signedNow = (): Signed => {
    const now = clock.now();
    if (isLate({ clock, deadline })) throw outOfTime();
    if (claimedAt !== undefined && now >= plus(claimedAt, CLAIM_SIGNING_LIMIT))
      throw new WorkStopped('claim-too-old', 'this worker held its claim for too long: the next run goes on from here');
    return { signedAt: now };
  };
  const signedAtObservation = (): Signed => {
    signedNow();
    return { signedAt: observedAt };
  };
  return { now: signedNow, observed: signedAtObservation };
};
