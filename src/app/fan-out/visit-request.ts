import type { AccountTicket, RunTicket } from '../run-bucket/documents.ts';
import type { Settings } from '../settings/settings.ts';

export interface VisitRequest {
  readonly run: RunTicket;
  readonly ticket: AccountTicket;
  /** 0 for the first visit of this account in this run; one more for each that goes on where time ran out. */
  readonly round: number;
  /** An earlier try of it, beside other accounts, failed. */
  readonly isRetried?: boolean;
  readonly settings: Settings;
}
