import type { ApiCalls } from '../results/result.ts';

/** What is said of throttles in a run: nothing, if there were none. */
export const throttleRemarks = ({
  throttled,
  throttledBy,
}: Pick<ApiCalls, 'throttled' | 'throttledBy'>): readonly string[] => {
  if (throttled === 0) return [];
  const named = ranked(throttledBy).slice(0, MOST_NAMED);
  const others = throttled - named.reduce((sum, [, count]) => sum + count, 0);
  const places = [...named, ...(others > 0 ? [['elsewhere', others] as const] : [])];
  const times = throttled === 1 ? 'once' : `${throttled} times`;
  return [
    `AWS asked keyturn to slow down ${times} (${places.map((context) => context.join(': ')).join(', ')}); it did`,
  ];
};

/** In a person's remark. */
const MOST_NAMED = 3;

/** The largest counts, as many as a result keeps: it stays small however many accounts there are. */
export const most = (counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(ranked(counts).slice(0, MOST_KEPT));

const MOST_KEPT = 20;

const ranked = (counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] =>
  Object.entries(counts).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
