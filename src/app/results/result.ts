import type { StepKind } from '../../core/step.ts';
import type { ExemptionResult } from './exemption-result.ts';

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
  /** Users with a key that is too old, for whom nothing is to be done before a date: `until`. */
  readonly waiting: readonly UserResult[];
  /** Every rule of the settings that leaves somebody alone, with its reason, approver and end. */
  readonly exemptions: readonly ExemptionResult[];
  readonly apiCalls: ApiCalls;
  readonly recordedReads: RecordedReads;
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
  /** Users with a step to be done today; after an apply, those for whom there was one. */
  due: number;
  /** Users, none of them exempt, with an active key that is older than its period. */
  overdue: number;
  /** Users whose only key is three days over its period, or more, and who got no new one. */
  late: number;
  rotated: number;
  deactivated: number;
  deleted: number;
  /** Warnings, announcements, reminders and questions. */
  warned: number;
  blocked: number;
  exempt: number;
  failed: number;
  /** Owners who were told of a new key. */
  told: number;
}

/** What users count in by being looked at, whatever is done for them. */
export type SeenCounts = Pick<Summary, 'due' | 'overdue' | 'late' | 'exempt'>;

export interface AccountResult {
  readonly id: string;
  readonly name: string;
  readonly outcome: 'done' | 'failed' | 'interrupted' | 'skipped';
  readonly error?: string;
  /** What holds for many of its users alike: AWS denies new keys here. Their own lines say it too. */
  readonly message?: string;
  /** What a person can do about the error, or the message. */
  readonly remedy?: string;
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
  /** For a wait, and for a step that tells a date: when it ends. ISO 8601, UTC. */
  readonly until?: string;
  readonly outcome: UserOutcome;
  readonly keys: readonly KeyResult[];
}

/**
 * `planned` in plan mode; `waiting`: a key is too old, and nothing is to be done before `until`; `busy`: another worker
 * was at it; `changed`: a second look disagreed with the first, nothing was done.
 */
export type UserOutcome = 'planned' | 'done' | 'waiting' | 'blocked' | 'failed' | 'busy' | 'changed' | 'interrupted';

export interface KeyResult {
  readonly id: string;
  readonly status: 'Active' | 'Inactive';
  readonly ageDays: number;
  /** `null`: IAM has no record of a use. */
  readonly lastUsedDays: number | null;
}

/**
 * Of the new keys that were looked at and that keyturn read a secret with three days ago or more: how many IAM tells a
 * last use of, and how many it tells none of.
 */
export interface RecordedReads {
  readonly dated: number;
  readonly dateless: number;
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
