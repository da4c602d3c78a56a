import type { Clock } from '../../app/ports/clock.ts';

/** Somewhere to write text. */
export interface Sink {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width in characters, where it is known. */
  readonly columns: number | undefined;
}

/** Everything a verb may know of the process it runs in. `process-io.ts` makes the real one; tests make their own. */
export interface Io {
  /** Results. */
  readonly out: Sink;
  /** Progress, questions and faults. */
  readonly err: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly clock: Clock;
  /** Aborted by the first Ctrl-C: finish what is in hand and report the rest. */
  readonly signal: AbortSignal;
  /** A yes-or-no question, default no. `undefined`: nobody can answer. */
  readonly ask: ((question: string) => Promise<'yes' | 'no' | 'interrupted'>) | undefined;
  /** A question for a text; its answer is `undefined` where it was interrupted. `undefined`: nobody can answer. */
  readonly askText?: ((question: string) => Promise<string | undefined>) | undefined;
  /** Calls `tick` every so many milliseconds until the function it returns is called; keeps no process alive. */
  every(ms: number, tick: () => void): () => void;
}
