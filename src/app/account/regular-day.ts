import type { AccountId } from '../../core/keys.ts';
import { DAY, type Instant } from '../../core/time.ts';

/** Each account has every fifth day, so that no state is needed to do something there regularly. */
export const isRegularDay = (account: AccountId, now: Instant): boolean =>
  (BigInt(account) + BigInt(Math.floor(now / DAY))) % 5n === 0n;
