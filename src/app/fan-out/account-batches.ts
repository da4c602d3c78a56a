import type { AccountBatch, AccountTicket } from '../run-bucket/documents.ts';

/** Accounts that one function visits at once: most of a visit is waiting for AWS, each account for its own. */
export const MOST_ACCOUNTS_AT_ONCE = 10;

interface Among {
  /** Functions that visit accounts at the same time. */
  readonly functionsAtATime: number;
  /** Keys by account id, as far as they are known. */
  readonly known: ReadonlyMap<string, number>;
  /** Accounts that are visited by a function of their own. */
  readonly alone: ReadonlySet<string>;
}

/**
 * The accounts of a run, as its functions visit them: ten at once at most, and no more at once than leaves every
 * function something to do. Dealt out by size, so that the large ones are apart; who is visited alone comes first.
 */
export const accountBatches = (
  tickets: readonly AccountTicket[],
  { functionsAtATime, known, alone }: Among,
): readonly AccountBatch[] => {
  const together = tickets.filter(({ account }) => !alone.has(account));
  const count = Math.max(
    Math.ceil(together.length / MOST_ACCOUNTS_AT_ONCE),
    Math.min(together.length, functionsAtATime),
  );
  const batches = Array.from({ length: count }, (): AccountTicket[] => []);
  const keysOf = ({ account }: AccountTicket): number => known.get(account) ?? 0;
  for (const [index, ticket] of together.toSorted((a, b) => keysOf(b) - keysOf(a)).entries())
    batches[index % count]?.push(ticket);
  const singles = tickets.filter(({ account }) => alone.has(account)).map((ticket) => [ticket]);
  return [...singles, ...batches].map((batch) => ({ tickets: batch }));
};
