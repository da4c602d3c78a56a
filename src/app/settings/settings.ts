import type { NestedIn } from './entry.ts';
import type { settingTable } from './table.ts';

type TableSettings = NestedIn<typeof settingTable>;

/**
 * Everything a deployment decides. Parsed and checked at the edge (`parseSettings`); trusted inside. What each setting
 * means, and in which unit it is: `settingTable`.
 */
export interface Settings extends TableSettings {
  readonly exemptions: readonly ExemptionRule[];
}

/** At most so many keys are deactivated or deleted a day: the larger of the number and the share. */
export type Pace = Settings['pace'];

/** Opens when more than both would be retired in one account in one day. */
export type Breaker = Settings['breaker'];

/** Whoever matches is left alone until `until` (the end of that day, UTC). */
export interface ExemptionRule {
  readonly by: 'user' | 'group' | 'tag' | 'path' | 'account' | 'ou';
  /** User name or pattern (`*`, `?`), group name, tag (`key=value` or `key`), path prefix, account id, or OU id. */
  readonly value: string;
  readonly reason?: string | undefined;
  readonly approver?: string | undefined;
  /** ISO date, as 2027-01-31. */
  readonly until?: string | undefined;
}
