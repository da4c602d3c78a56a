import type { EarlierVisits } from '../account/request.ts';
import type { Summary } from '../results/result.ts';
import type { SettledUser } from '../run/request.ts';
import { seenCounters } from '../run/summary.ts';
import type { SettledUsers, Visited } from '../run-bucket/documents.ts';

const nobody: SettledUsers = { users: [], seen: { due: 0, overdue: 0, late: 0, exempt: 0 }, retiring: 0, held: [] };

/** By all earlier visits together, as the last of them knew. */
export const settledBefore = (earlier: readonly Visited[]): SettledUsers =>
  earlier.flatMap(({ settled }) => settled ?? []).at(-1) ?? nobody;

export const earlierVisitsOf = ({ users, retiring, held }: SettledUsers): EarlierVisits => ({
  settled: new Set(users),
  retiring,
  held: new Set(held),
});

export const withSettled = (
  before: SettledUsers,
  { now, held }: { readonly now: readonly SettledUser[]; readonly held: readonly string[] },
): SettledUsers => ({
  users: [...before.users, ...now.map(({ name }) => name)],
  seen: addSeen(
    before.seen,
    now.map(({ seen }) => seen),
  ),
  retiring: before.retiring + now.filter(({ isRetirement }) => isRetirement).length,
  held,
});

/** A visit counts whom it saw and whom earlier ones settled: so the last visit of an account saw most. */
export const seenWith = (summary: Summary, { seen }: SettledUsers): Summary => ({
  ...summary,
  ...addSeen(seen, [summary]),
});

const addSeen = (first: SettledUsers['seen'], others: readonly SettledUsers['seen'][]): SettledUsers['seen'] => {
  const sums = { ...first };
  for (const each of others) for (const name of seenCounters) sums[name] += each[name];
  return sums;
};
