import type { RunPace } from '../limits/pace.ts';
import type { Post } from '../notices/deliver.ts';
import type { Report } from '../results/events.ts';

/** What is asked of one account. */
export interface AccountWork {
  readonly mode: 'plan' | 'apply';
  /** User names; empty: everybody. */
  readonly users: readonly string[];
  readonly isForced: boolean;
  readonly pace: RunPace;
  readonly post: Post;
  /** In plan mode: also write to the account what would be done. */
  readonly tellsPlans: boolean;
  readonly report: Report;
  readonly signal: AbortSignal;
}
