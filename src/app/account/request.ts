import type { RunPace } from '../limits/pace.ts';
import type { DeliveryParts } from '../notices/deliver.ts';
import type { ReportEvent } from '../results/events.ts';

/** What earlier visits to an account did in the same run, where time ran out in them. */
export interface EarlierVisits {
  /** Names of users who are not looked at again. */
  readonly settled: ReadonlySet<string>;
  /** Of them, those of whom a key was to be retired, whatever became of it: the breaker weighs them too. */
  readonly retiring: number;
  /** Of whom a key is to be retired once the whole account was weighed: others are looked at before them. */
  readonly held: ReadonlySet<string>;
}

export const noEarlierVisits: EarlierVisits = { settled: new Set(), retiring: 0, held: new Set() };

/** What is asked of one account. */
export interface AccountRequest {
  readonly mode: 'plan' | 'apply';
  /** User names; empty: everybody. */
  readonly users: readonly string[];
  readonly isForced: boolean;
  readonly earlier: EarlierVisits;
  readonly pace: RunPace;
  readonly delivery: DeliveryParts;
  /** In plan mode: also write to the account what would be done. */
  readonly tellsPlans: boolean;
  readonly report: ReportEvent;
  readonly signal: AbortSignal;
}
