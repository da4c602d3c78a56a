import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import type { RunStore } from './ports.ts';

/**
 * Documents of a run are what keyturn itself wrote in that run, which their seal shows: what cannot be read is a
 * defect, and stops the step.
 */
export const readJson = async <T>(store: RunStore, key: string): Promise<T | undefined> => {
  const text = await store.read(key);
  return text === undefined ? undefined : (JSON.parse(text) as T);
};

/** Of a document that decides nothing by being lost: what is no JSON is as good as not there. */
export const readUnlessBroken = async (store: RunStore, key: string): Promise<unknown> => {
  try {
    return await readJson<unknown>(store, key);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Throws where the document is not there. */
export const readNeeded = async <T>(store: RunStore, key: string): Promise<T> => {
  const document = await readJson<T>(store, key);
  if (document === undefined) throw new Error(`the run bucket holds no ${key}`);
  return document;
};

export const writeJson = (store: RunStore, key: string, document: unknown): Promise<void> =>
  store.write(key, JSON.stringify(document));

/** All documents below a prefix, a bounded number at a time. */
export const readAll = async <T>(
  store: RunStore,
  prefix: string,
): Promise<readonly { readonly key: string; readonly document: T }[]> => {
  const all: { key: string; document: T }[] = [];
  for await (const page of store.keys(prefix))
    all.push(
      ...(await mapConcurrent(page, PARALLEL_READS, async (key) => ({
        key,
        document: await readNeeded<T>(store, key),
      }))),
    );
  return all;
};

export const PARALLEL_READS = 32;
