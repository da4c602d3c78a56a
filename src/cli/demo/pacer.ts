import { type Instant, SECOND } from '../../core/time.ts';
import type { Io } from '../terminal/io.ts';

/** Gives a person time to read, and never so much that the whole takes too long. */
export interface Pacer {
  pause(ms: number): Promise<void>;
}

/** After this no pause is made any more: with what is left to compute, the demo ends within 90 s. */
const PAUSES_END = 65 * SECOND;

export const createPacer = ({ clock, signal }: Io, options: { readonly isPaced: boolean }): Pacer => {
  if (!options.isPaced) return { pause: async () => undefined };
  const end = (clock.now() + PAUSES_END) as Instant;
  return {
    pause: async (ms) => {
      const left = Math.min(ms, end - clock.now());
      if (left > 0 && !signal.aborted) await clock.sleep(left, signal);
    },
  };
};
