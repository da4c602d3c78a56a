import type { RunPace } from '../limits/pace.ts';
import type { DeliveryParts } from '../notices/deliver.ts';
import type { ReportEvent } from '../results/events.ts';

/** What is asked of one account. */
export interface AccountRequest {
  readonly mode: 'plan' | 'apply';
  /** User names; empty: everybody. */
  readonly users: readonly string[];
  readonly isForced: boolean;
  readonly pace: RunPace;
  readonly delivery: DeliveryParts;
  /** In plan mode: also write to the account what would be done. */
  readonly tellsPlans: boolean;
  readonly report: ReportEvent;
  readonly signal: AbortSignal;
}
