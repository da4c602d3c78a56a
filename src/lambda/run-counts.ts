import type { Summary } from '../app/results/result.ts';
import type { RunTicket } from '../app/run-bucket/documents.ts';
import type { MetricName } from './telemetry.ts';

/** What a run did to keys; a dry run did nothing to them, whatever its summary says would be done. */
export const countsOfRun = (
  mode: RunTicket['mode'],
  { accountsFailed, blocked, late, rotated, deactivated, deleted }: Summary,
): Readonly<Partial<Record<MetricName, number>>> => ({
  AccountsFailed: accountsFailed,
  UsersBlocked: blocked,
  // In a dry run nobody gets a key, so that late ones say nothing.
  KeysLate: mode === 'apply' ? late : 0,
  KeysRotated: mode === 'apply' ? rotated : 0,
  KeysDeactivated: mode === 'apply' ? deactivated : 0,
  KeysDeleted: mode === 'apply' ? deleted : 0,
});
