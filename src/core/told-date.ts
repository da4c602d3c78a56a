import { RUN_LIMIT, TOLD_DATE_LASTS } from './limits.ts';
import type { ToldDate } from './observation.ts';
import { type Instant, latest, plus } from './time.ts';

/** What today's facts and settings make of a notice. */
export interface ToldToday {
  /** A notice from before this is about something else: the clocks started again since. */
  readonly since: Instant;
  /** When the act would come by today's settings, the notice aside. */
  readonly end: Instant;
  /** How long before the act the owner is told by today's settings, in milliseconds. */
  readonly lead: number;
  /** Whether the act would hang on the key not being used. */
  readonly isUnlessUsed: boolean;
  readonly lastUsedAt: Instant | undefined;
  /** The last try of a notice about this key that was not noted as accepted. */
  readonly openTryAt: Instant | undefined;
}

/**
 * From when on what was told may happen: never before the date that was told. `undefined`: it was not told, or the
 * notice is void, and the owner is told anew before anything happens: its condition broke or is another today, a period
 * is longer now, it is 30 days over, or a later notice was tried that may have told another date.
 */
export const boundBy = (told: ToldDate | undefined, today: ToldToday, now: Instant): Instant | undefined => {
  if (told === undefined || told.at < today.since || now > plus(told.on, TOLD_DATE_LASTS)) return undefined;
  if (today.openTryAt !== undefined && today.openTryAt > told.at) return undefined;
  const isBroken = told.isUnlessUsed && today.lastUsedAt !== undefined && today.lastUsedAt > told.at;
  if (isBroken || told.isUnlessUsed !== today.isUnlessUsed) return undefined;
  // A mail is accepted some time after the look that named its date, and within the same run.
  const earliest = plus(told.at, today.lead);
  const isLonger = today.end > told.on || earliest > plus(told.on, RUN_LIMIT);
  return isLonger ? undefined : latest(told.on, earliest);
};
