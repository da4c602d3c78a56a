/** One test, by its file and by its title as it stands there (`%s` and all). */
export type Test = readonly [file: string, title: string];

/** One invariant, or one fault, and what shows that it holds, or is survived. */
export interface FaultRow {
  /** As S1, I1, L1, F1. */
  readonly id: string;
  /** For an invariant: what is always so. For a fault: what goes wrong = what must come of it. */
  readonly words: string;
  readonly tests: readonly Test[];
  /** Instead of a test: why there is none, and what shows it. */
  readonly reason?: string;
}

/** Tests of one file. */
export const inFile =
  (file: string) =>
  (...titles: readonly string[]): readonly Test[] =>
    titles.map((title) => [file, title]);
