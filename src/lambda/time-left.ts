import { outOfTime } from '../app/faults/stop.ts';
import type { Clock } from '../app/ports/clock.ts';
import { type Instant, plus, SECOND } from '../core/time.ts';

/** What is left for work in hand to finish, and for the rest to be reported. */
const MARGIN = 90 * SECOND;

export interface TimeLeft {
  /** Aborted a while before the function is ended, for the reason `out-of-time`. */
  readonly signal: AbortSignal;
  /** When Lambda ends it. */
  readonly deadline: Instant;
}

/** Gives work a signal that it has to come to its end; the timer never outlives the work. */
export const withTimeLeft = async <T>(
  { remainingMs, clock }: { readonly remainingMs: number; readonly clock: Clock },
  handle: (left: TimeLeft) => Promise<T>,
): Promise<T> => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(outOfTime()), remainingMs - Math.min(MARGIN, remainingMs / 2));
  try {
    return await handle({ signal: controller.signal, deadline: plus(clock.now(), remainingMs) });
  } finally {
    clearTimeout(timer);
  }
};
