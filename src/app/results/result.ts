import type { StepKind } from '../../core/step.ts';

/** The one object that `plan --json` and `apply --json` print. Changes to it raise `schemaVersion`. */
export interface RunResult {
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly mode: 'plan' | 'apply';
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** True when some account was not seen, failed, or was not finished: never "all done". */
  readonly incomplete: boolean;
  readonly summary: Summary;
  readonly accounts: readonly AccountResult[];
  /** Only users with a step, a warning, a block or a failure. */
  readonly users: readonly UserResult[];
  readonly apiCalls: ApiCalls;
  /** What a person should know about the run itself: a template that was replaced, a policy that is missing. */
  readonly remarks: readonly string[];
  /** Names asked for that no account in scope has. */
  readonly usersNotFound: readonly string[];
}

/** In plan mode: what apply would do. */
export interface Summary {
  accounts: number;
  accountsFailed: number;
  users: number;
  keys: number;
  /** Users with an active key that is due. */
  due: number;
  rotated: number;
  deactivated: number;
  deleted: number;
  /** Warnings, announcements and reminders. */
  warned: number;
  blocked: number;
  exempt: number;
  failed: number;
  told: number;
}

export interface AccountResult {
  readonly id: string;
  readonly name: string;
  readonly outcome: 'done' | 'failed' | 'interrupted' | 'skipped';
  readonly error?: string;
}

export interface UserResult {
  readonly account: string;
  readonly user: string;
  readonly step: StepKind;
  /** A reason code of docs/reasons.md; of the last step, if there were several. */
  readonly reason: string;
  /** In words for people: what happened or must happen. */
  readonly message: string;
  readonly remedy?: string;
  readonly outcome: UserOutcome;
  readonly keys: readonly KeyResult[];
}

/**
 * `planned` in plan mode; `busy`: another worker was at it; `changed`: a second look disagreed with the first, nothing
 * was done.
 */
export type UserOutcome = 'planned' | 'done' | 'blocked' | 'failed' | 'busy' | 'changed' | 'interrupted';

export interface KeyResult {
  readonly id: string;
  readonly status: 'Active' | 'Inactive';
  readonly ageDays: number;
  /** `null`: IAM has no record of a use. */
  readonly lastUsedDays: number | null;
}

export interface ApiCalls {
  readonly total: number;
  /** Requests that change IAM, Secrets Manager, S3 or CloudFormation, or send mail. */
  readonly writes: number;
  readonly byOperation: Readonly<Record<string, number>>;
  /** How many of `total` AWS refused since too many came; each made keyturn send slower there. */
  readonly throttled: number;
  /** Where that was, as `iam in 111111111111`, or `sts` for the caller's own: the 20 that slowed keyturn most. */
  readonly throttledBy: Readonly<Record<string, number>>;
}
