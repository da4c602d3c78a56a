/** So many places to work at; whoever only waits gives his up meanwhile. */
export interface Slots {
  /** Works once a place is free, in the order of asking. */
  readonly within: <T>(work: () => Promise<T>) => Promise<T>;
  /** From inside `within`: waits without a place, and goes on with one. */
  readonly outside: <T>(wait: () => Promise<T>) => Promise<T>;
}

export const createSlots = (count: number): Slots => {
  const queue: (() => void)[] = [];
  let free = count;
  const take = async (): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
  };
  const give = (): void => {
    const next = queue.shift();
    if (next) next();
    else free += 1;
  };
  return {
    within: async (work) => {
      await take();
      try {
        return await work();
      } finally {
        give();
      }
    },
    outside: async (wait) => {
      give();
      try {
        return await wait();
      } finally {
        await take();
      }
    },
  };
};
