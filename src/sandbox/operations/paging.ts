import { AwsError } from '../call.ts';

export interface PagedItems<T> {
  readonly items: readonly T[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

/** Index of the first name that sorts after `name`. */
export const upperBound = (sorted: readonly string[], name: string): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') <= name) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** One page of what comes after the token, by name, so that entries that come and go in between shift nothing. */
export const pageOfNames = (sorted: readonly string[], token: string | undefined, size: number): PagedItems<string> => {
  const start = token === undefined ? 0 : upperBound(sorted, decode(token));
  const items = sorted.slice(start, start + size);
  const last = items.at(-1);
  return last !== undefined && start + size < sorted.length ? { items, next: encode(last) } : { items };
};

/** The same for short lists in an order of their own. The token holds a position. */
export const pageOf = <T>(all: readonly T[], token: string | undefined, size: number): PagedItems<T> => {
  const start = token === undefined ? 0 : position(token);
  const items = all.slice(start, start + size);
  return start + size < all.length ? { items, next: encode(String(start + size)) } : { items };
};

const position = (token: string): number => {
  const start = Number(decode(token));
  if (!Number.isInteger(start) || start < 0) throw new AwsError('InvalidNextTokenException', 'Invalid token');
  return start;
};

const encode = (key: string): string => Buffer.from(key).toString('base64');

const decode = (token: string): string => Buffer.from(token, 'base64').toString();
