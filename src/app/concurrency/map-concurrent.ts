/** Works through `items`, at most `limit` at a time, in order. Results keep the order of the items. */
export const mapConcurrent = async <T, R>(
  items: readonly T[],
  limit: number,
  process: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await process(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
};

/** As {@link mapConcurrent}, over pages that are still being fetched: work begins with the first of them. */
export const forEachConcurrently = async <T>(
  pages: AsyncIterable<readonly T[]>,
  limit: number,
  process: (item: T) => Promise<void>,
): Promise<void> => {
  const queue = itemsOf(pages);
  // Workers take turns at the one queue: an async generator answers in the order it is asked. One who got something
  // calls the next.
  const worker = async (others: number): Promise<void> => {
    const first = await queue.next();
    if (first.done) return;
    const go = async (): Promise<void> => {
      for (let next: IteratorResult<T> = first; !next.done; next = await queue.next()) await process(next.value);
    };
    await Promise.all([go(), others > 0 ? worker(others - 1) : undefined]);
  };
  await worker(limit - 1);
};

async function* itemsOf<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const page of pages) yield* page;
}
