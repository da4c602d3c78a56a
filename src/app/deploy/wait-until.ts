import { type Instant, MINUTE, SECOND } from '../../core/time.ts';
import { Fault } from '../faults/fault.ts';
import type { Clock } from '../ports/clock.ts';

export interface WaitTools {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly report: (text: string) => void;
}

/** Longest that one stack, or one operation on a StackSet, is waited for. */
const LONGEST = 60 * MINUTE;

/**
 * Looks again and again until `isOver`, and tells what it waits for. Interrupted, it stops waiting: AWS goes on by
 * itself.
 */
export const waitUntil = async <T>(
  { clock, signal, report }: WaitTools,
  what: string,
  preview: () => Promise<{ readonly isOver: boolean; readonly status: string; readonly value: T }>,
): Promise<T> => {
  const startedAt: Instant = clock.now();
  for (let round = 0; ; round += 1) {
    const { isOver, status, value } = await preview();
    if (isOver) return value;
    const waited = clock.now() - startedAt;
    report(`${what}: ${status}, ${Math.round(waited / SECOND)} s`);
    if (signal.aborted)
      throw new Fault('interrupted', `${what} goes on in AWS (${status})`, {
        remedy: 'run the command again: it takes up where this stopped',
      });
    if (waited > LONGEST) throw new Fault('deployment-busy', `${what} has not ended within an hour (${status})`);
    await clock.sleep(Math.min(2 + round, 15) * SECOND, signal);
  }
};
