/** So many places to work at; whoever only waits gives his up meanwhile. */
export interface Semaphore {
  /** Works once a place is free, in the order of asking. */
  readonly run: <T>(task: () => Promise<T>) => Promise<T>;
  /** From inside `within`: waits without a place, and goes on with one. */
  readonly yieldWhile: <T>(wait: () => Promise<T>) => Promise<T>;
}

export const createSemaphore = (count: number): Semaphore => {
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
    run: async (task) => {
      await take();
      try {
        return await task();
      } finally {
        give();
      }
    },
    yieldWhile: async (wait) => {
      give();
      try {
        return await wait();
      } finally {
        await take();
      }
    },
  };
};
