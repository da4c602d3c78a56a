/** A place in a share: it counts from when it is taken. */
export interface Turn {
  /** Its request was sent, and AWS did not refuse it: the place stays taken. */
  readonly use: () => void;
  /** The step is over, or failed with this: a place that was not used is given back. Ends once. */
  readonly end: (failure?: unknown) => void;
}

/** Of what is not counted. */
export const freeTurn: Turn = { use: () => undefined, end: () => undefined };

/** What a turn is taken from. */
export interface Places {
  readonly isLeft: () => boolean;
  readonly count: (change: 1 | -1) => void;
}

/** Takes turns from the shares of a run. */
export interface Turns {
  /**
   * `undefined`: nothing is left. While the last of a share are in the hands of those who may give them back, it waits
   * for them: whoever fails costs nobody else a turn.
   */
  readonly take: (places: Places) => Promise<Turn | undefined>;
}

export const createTurns = (): Turns => {
  let undecided = 0;
  const waiting = new Set<() => void>();
  const decide = (): void => {
    undecided -= 1;
    for (const wake of waiting) wake();
    waiting.clear();
  };
  const nextDecision = (): Promise<void> => new Promise((resolve) => waiting.add(resolve));
  return {
    take: async (places) => {
      while (!places.isLeft()) {
        if (undecided === 0) return undefined;
        await nextDecision();
      }
      places.count(1);
      undecided += 1;
      let isDecided = false;
      const settle = (change: 0 | -1): void => {
        if (isDecided) return;
        isDecided = true;
        if (change !== 0) places.count(change);
        decide();
      };
      return { use: () => settle(0), end: () => settle(-1) };
    },
  };
};
