import type { Allowance } from '../core/observation.ts';
import { DAY, type Instant, plus, RUN_DRIFT } from '../core/time.ts';
import { decodeInstant, tagKeys } from './notes.ts';
import type { SecretDescription } from './ports.ts';
import type { Breaker, Pace, Settings } from './settings.ts';

/** How much may still be retired today: shared by all accounts of a run. */
export interface RunPace {
  /** Adds an account's keys to what the organization's share is counted from, and opens that account's own share. */
  readonly open: (account: { readonly keys: number; readonly retiredToday: number | undefined }) => AccountPace;
}

export interface AccountPace {
  /** Takes one retirement from both shares, if both have one left. */
  readonly take: () => boolean;
}

/** `share`: what this run may retire today, where that was decided for it; otherwise by the keys of all its accounts. */
export const createRunPace = ({ pace }: Pick<Settings, 'pace'>, share?: number): RunPace => {
  let organizationKeys = 0;
  let organizationRetired = 0;
  return {
    open: ({ keys, retiredToday }) => {
      organizationKeys += keys;
      if (retiredToday === undefined) return { take: () => false };
      organizationRetired += retiredToday;
      let retired = retiredToday;
      const take = (): boolean => {
        const isLeft =
          retired < accountLimit(pace, keys) &&
          organizationRetired < (share ?? organizationLimit(pace, organizationKeys));
        if (isLeft) {
          retired += 1;
          organizationRetired += 1;
        }
        return isLeft;
      };
      return { take };
    },
  };
};

const accountLimit = (pace: Pace, keys: number): number =>
  Math.max(pace.accountKeys, (keys * pace.accountPercent) / 100);

/** Of all keys of the organization. */
export const organizationLimit = (pace: Pace, keys: number): number =>
  Math.max(pace.organizationKeys, (keys * pace.organizationPercent) / 100);

/** Open when more than both of the breaker's numbers would be retired in this account today: something is wrong. */
export const breakerState = (breaker: Breaker, retirements: number, keys: number): Allowance =>
  retirements > breaker.keys && retirements > (keys * breaker.percent) / 100 ? 'breaker-open' : 'free';

/** Users of the account whose key was retired since the last daily run, by the note taken before each retirement. */
export const retiredToday = (secrets: Iterable<SecretDescription>, now: Instant): number => {
  const since = plus(now, RUN_DRIFT - DAY);
  let count = 0;
  for (const { tags } of secrets) {
    const at = decodeInstant(tags[tagKeys.retired]);
    if (at !== undefined && at > since) count += 1;
  }
  return count;
};
