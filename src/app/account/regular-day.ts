import type { AccountId } from '../../core/keys.ts';
import { DAY, type Instant } from '../../core/time.ts';

/** Each account has its day of the week, so that no state is needed to do something there once a week. */
export const isRegularDay = (account: AccountId, now: Instant): boolean =>
  Number(BigInt(account) % 7n) === Math.floor(now / DAY) % 7;
