import type { Key } from '../keys.ts';
import { GIVE_UP_REST_DAYS } from '../limits.ts';
import { isOver, wholeDays } from '../time.ts';
import { isDue, isForeign, nothing, type Rule, type View } from '../view.ts';
import { retireUnused } from './retire-by-policy.ts';

/** Rule 9: one active key, due or asked for, and a free slot. */
export const rotate: Rule = (view) => {
  const [key] = view.keys;
  if (key === undefined || view.keys.length !== 1 || key.status !== 'Active') return undefined;
  const { forced } = view.observation;
  if (!isDue(view, key) && !forced) return undefined;
  if (restsAfterFailures(view)) return nothing('verification-keeps-failing');
  if (!forced && isUnwanted(view, key)) return retireUnused(view, key);
  return {
    step: { kind: 'ROTATE', key: key.id },
    reason: isDue(view, key) ? 'key-due' : 'forced',
    facts: { ageDays: wholeDays(key.createdAt, view.now) },
  };
};

/**
 * Never used, and policy wants no successor for such. A key of ours was used by us at least, and AWSCURRENT must keep
 * working.
 */
const isUnwanted = (view: View, key: Key): boolean =>
  view.policy.unusedKeys === 'retire' && key.lastUsedAt === undefined && isForeign(view, key);

const restsAfterFailures = ({ secret, now }: View): boolean => {
  const givenUp = secret?.givenUp;
  return givenUp !== undefined && givenUp.count >= 2 && !isOver(givenUp.lastAt, GIVE_UP_REST_DAYS, now);
};
