import { type Instant, SECOND } from '../../core/time.ts';
import type { Io } from '../terminal/io.ts';

/** Gives a person time to read, and never so much that the whole takes too long. */
export interface Pacer {
  pause(ms: number): Promise<void>;
}

/** `fast` is for a second look, `none` for a reader that is no person. */
export type DemoPace = keyof typeof paces;

/**
 * What becomes of each pause, and after how long no pause is made any more. The computing takes 6 s on a laptop: the
 * demo ends within 90 s, and within 20 s when it is fast.
 */
const paces = {
  none: { share: 0, end: 0 },
  reading: { share: 1, end: 65 * SECOND },
  fast: { share: 1 / 6, end: 12 * SECOND },
} as const;

export const createPacer = ({ clock, signal }: Io, pace: DemoPace): Pacer => {
  const { share, end } = paces[pace];
  const last = (clock.now() + end) as Instant;
  return {
    pause: async (ms) => {
      const left = Math.min(ms * share, last - clock.now());
      if (left > 0 && !signal.aborted) await clock.sleep(left, signal);
    },
  };
};
