import type { AwsError, Call } from '../call.ts';

export interface PagedItems<T> {
  readonly items: readonly T[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

export interface PageAsked {
  /** As it came from an earlier answer. */
  readonly token: string | undefined;
  readonly size: number;
  /** What the service says to a token that none of this list's answers held. */
  readonly refuse: () => AwsError;
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
export const pageOfNames = (call: Call, sorted: readonly string[], asked: PageAsked): PagedItems<string> => {
  const after = read(call, asked);
  const start = after === undefined ? 0 : upperBound(sorted, after);
  const items = sorted.slice(start, start + asked.size);
  const last = items.at(-1);
  return last !== undefined && start + asked.size < sorted.length ? { items, next: write(call, last) } : { items };
};

/** The same for short lists in an order of their own. The token holds a position. */
export const pageOf = <T>(call: Call, all: readonly T[], asked: PageAsked): PagedItems<T> => {
  const start = Number(read(call, asked) ?? 0);
  const end = start + asked.size;
  const items = all.slice(start, end);
  return end < all.length ? { items, next: write(call, String(end)) } : { items };
};

/** A token names its operation, so that none of another list, and nothing made up, passes for an end of the list. */
const write = (call: Call, key: string): string => Buffer.from(prefixOf(call) + key).toString('base64');

const read = (call: Call, { token, refuse }: PageAsked): string | undefined => {
  if (token === undefined) return undefined;
  const text = Buffer.from(token, 'base64').toString();
  if (!text.startsWith(prefixOf(call)) || Buffer.from(text).toString('base64') !== token) throw refuse();
  return text.slice(prefixOf(call).length);
};

const prefixOf = ({ operation, principal }: Call): string => `${operation} ${principal.accountId} `;
