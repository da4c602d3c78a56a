import type { RunResult } from '../results/result.ts';

/** What the admins' mail says about a run. */
export interface RunSummary {
  readonly result: RunResult;
  readonly from: string;
  readonly to: string;
  /** Where the whole result lies, as `s3://bucket/key`. */
  readonly resultUrl: string;
  /** Why a forced rotation was not begun; the lines name the accounts. */
  readonly refusal?: string;
  /** It would have acted, but was the first of its deployment; and when the next one will, as cron(0 5 * * ? *). */
  readonly firstReport?: { readonly schedule: string };
}
