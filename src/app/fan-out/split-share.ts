import { DAY, type Instant } from '../../core/time.ts';
import { organizationLimit } from '../limits/pace.ts';
import type { Pace } from '../settings/settings.ts';

/**
 * Splits what may be retired in the organization today over its accounts, by the keys that are known of each; an
 * account of which none are known counts one key. The remainders go round from day to day, so that every account has
 * its turn; the split of one day is always the same, so that a second run adds nothing to it.
 */
export const splitShare = (
  pace: Pick<Pace, 'organizationKeys' | 'organizationPercent'>,
  known: ReadonlyMap<string, number>,
  { accounts, now }: { readonly accounts: readonly string[]; readonly now: Instant },
): ReadonlyMap<string, number> => {
  const weights = accounts.toSorted().map((id) => ({ id, keys: Math.max(1, known.get(id) ?? 1) }));
  const total = weights.reduce((sum, { keys }) => sum + keys, 0);
  // Of accounts that are gone, or left out, nothing may be retired on behalf of others.
  const counted = accounts.reduce((sum, id) => sum + (known.get(id) ?? 0), 0);
  const limit = Math.floor(organizationLimit(pace, counted));
  const whole = new Map(weights.map(({ id, keys }) => [id, Math.min(keys, Math.floor((limit * keys) / total))]));
  return withRemainder(whole, weights, { limit, day: Math.floor(now / DAY) });
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
