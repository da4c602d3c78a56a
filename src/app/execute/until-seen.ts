import { LEAST_TIME_LEFT } from '../../core/limits.ts';
import { type Instant, plus, SECOND } from '../../core/time.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { outOfTime } from '../faults/stop.ts';
import type { Clock } from '../ports/clock.ts';

/** Between two reads: soon at first, and about a minute in all. */
const PAUSES = [0.2, 0.3, 0.5, 1, 2, 3, 5, 5, 10, 10, 10, 10, 10].map((seconds) => seconds * SECOND);

/** Whose time it is: what is left of a run bounds every wait. */
export interface Waiting {
  readonly clock: Clock;
  readonly deadline: Instant | undefined;
}

export interface LateRead<T> {
  readonly read: () => Promise<T>;
  /** Whether an answer shows what was written. */
  readonly isSeen: (answer: T) => boolean;
  /** Faults that only say "not yet"; without it, that Secrets Manager does not find what was just written. */
  readonly isNotYet?: (error: unknown) => boolean;
}

/**
 * Reads until our own write is seen, with growing pauses: all operations of Secrets Manager are eventually consistent
 * (its API reference, ListSecrets). The first answer that shows it, and without one the last: whoever asks judges it.
 * @throws WorkStopped `out-of-time`, while there is still time to release a claim
 */
export const untilSeen = async <T>(
  { clock, deadline }: Waiting,
  { read, isSeen, isNotYet = isMissingSecret }: LateRead<T>,
): Promise<T> => {
  for (const pause of PAUSES) {
    const answer = await answerOf(read, isNotYet);
    if (answer !== 'not-yet' && isSeen(answer.value)) return answer.value;
    if (deadline !== undefined && plus(clock.now(), pause + LEAST_TIME_LEFT) > deadline) throw outOfTime();
    await clock.sleep(pause);
  }
  return read();
};

const answerOf = async <T>(
  read: () => Promise<T>,
  isNotYet: (error: unknown) => boolean,
): Promise<{ readonly value: T } | 'not-yet'> => {
  try {
    return { value: await read() };
  } catch (error) {
    if (isNotYet(error)) return 'not-yet';
    throw error;
  }
};

const isMissingSecret = (error: unknown): boolean =>
  isAwsFault(error, 'missing') && error.operation.startsWith('secretsmanager:');
