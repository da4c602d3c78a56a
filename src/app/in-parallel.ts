/** Works through `items`, at most `limit` at a time, in order. Results keep the order of the items. */
export const inParallel = async <T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
};

/** As {@link inParallel}, over pages that are still being fetched: work begins with the first of them. */
export const inParallelFrom = async <T>(
  pages: AsyncIterable<readonly T[]>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const queue = itemsOf(pages);
  const worker = async (): Promise<void> => {
    // Workers take turns at the one queue: an async generator answers in the order it is asked.
    for (let next = await queue.next(); !next.done; next = await queue.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: limit }, worker));
};

async function* itemsOf<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const page of pages) yield* page;
}
