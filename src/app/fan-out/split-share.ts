import { DAY, type Instant } from '../../core/time.ts';
import { organizationLimit } from '../limits/pace.ts';
import type { Pace } from '../settings/settings.ts';
import type { LastComplete } from './documents.ts';

/**
 * Splits what may be retired in the organization today over its accounts, by the keys that the last complete run
 * counted in each; an account that it did not see counts one key. The remainders go round from day to day, so that
 * every account has its turn; the split of one day is always the same, so that a second run adds nothing to it: what a
 * run of today counted counts from tomorrow.
 */
export const splitShare = (
  pace: Pick<Pace, 'organizationKeys' | 'organizationPercent'>,
  last: LastComplete | undefined,
  { accounts, now }: { readonly accounts: readonly string[]; readonly now: Instant },
): ReadonlyMap<string, number> => {
  const known = last?.day === dayOf(now) ? (last.before ?? {}) : (last?.keys ?? {});
  const weights = accounts.toSorted().map((id) => ({ id, keys: Math.max(1, known[id] ?? 1) }));
  const total = weights.reduce((sum, { keys }) => sum + keys, 0);
  const counted = Object.values(known).reduce((sum, keys) => sum + keys, 0);
  const limit = Math.floor(organizationLimit(pace, counted));
  const whole = new Map(weights.map(({ id, keys }) => [id, Math.min(keys, Math.floor((limit * keys) / total))]));
  return withRemainder(whole, weights, { limit, day: Math.floor(now / DAY) });
};

/** As 2026-06-01. */
const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

/** What a complete run counted, as the next runs read it; a run that began before the last one counts nothing. */
export const countedKeys = (
  last: LastComplete | undefined,
  { runId, startedAt, keys }: Pick<LastComplete, 'runId' | 'keys'> & { readonly startedAt: Instant },
): LastComplete => {
  const day = dayOf(startedAt);
  if (last !== undefined && last.day > day) return last;
  const before = last?.day === day ? last.before : last?.keys;
  return { runId, day, keys, ...(before === undefined ? {} : { before }) };
};

interface Weight {
  readonly id: string;
  readonly keys: number;
}

/** One more for each account in turn, as long as there is one left; none gets more than it has keys. */
const withRemainder = (
  whole: ReadonlyMap<string, number>,
  weights: readonly Weight[],
  { limit, day }: { readonly limit: number; readonly day: number },
): ReadonlyMap<string, number> => {
  const shares = new Map(whole);
  let left = limit - [...whole.values()].reduce((sum, share) => sum + share, 0);
  const open = weights.filter(({ id, keys }) => (whole.get(id) ?? 0) < keys);
  const first = open.length === 0 ? 0 : (day * left) % open.length;
  for (const { id, keys } of [...open.slice(first), ...open.slice(0, first)]) {
    const share = shares.get(id) ?? 0;
    const extra = Math.min(left, keys - share, Math.ceil(left / open.length));
    shares.set(id, share + extra);
    left -= extra;
  }
  return shares;
};
