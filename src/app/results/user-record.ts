import type { Facts, ReasonCode } from '../../core/reasons.ts';
import type { StepKind } from '../../core/step.ts';
import type { Instant } from '../../core/time.ts';
import { AwsFault } from '../faults/aws-fault.ts';
import { type StopKind, WorkStopped } from '../faults/stop.ts';
import { remedyForFailure } from '../faults/unreachable.ts';
import type { Planned } from '../observe/plan-user.ts';
import type { UserOutcome } from './result.ts';

/** What happened to one user in one run, as it happens. */
export interface UserRecord {
  readonly name: string;
  /** The latest look at the user; `undefined` when none succeeded. */
  planned: Planned | undefined;
  /** What was done, in order. */
  readonly done: DoneStep[];
  outcome: UserOutcome | undefined;
  /** The policy of the secret is to be compared today, and is left to a live look. */
  isPolicyUnread: boolean;
  failure: string | undefined;
  /** Code of a failure that is no reason of a plan. */
  failureCode: string | undefined;
  /** What a person can do about the failure, where a policy denied something. */
  failureRemedy: string | undefined;
}

export interface DoneStep {
  readonly kind: StepKind;
  readonly reason: ReasonCode;
  readonly facts: Facts;
  /** The date that a notice told. */
  readonly until?: Instant | undefined;
}

export const newRecord = (name: string): UserRecord => ({
  name,
  planned: undefined,
  done: [],
  outcome: undefined,
  isPolicyUnread: false,
  failure: undefined,
  failureCode: undefined,
  failureRemedy: undefined,
});

/** As if nobody had looked at the user. */
export const forget = (record: UserRecord): void => {
  record.planned = undefined;
  record.outcome = undefined;
  record.failure = undefined;
  record.failureCode = undefined;
  record.failureRemedy = undefined;
};

/** Keeps a user's failure where it belongs, and the run going. Messages never carry a request's input. */
export const fail = (record: UserRecord, error: unknown): void => {
  record.outcome = 'failed';
  record.failure = error instanceof Error ? error.message : 'an unknown failure';
  record.failureCode = error instanceof AwsFault ? error.code : error instanceof WorkStopped ? error.kind : 'internal';
  record.failureRemedy = remedyForFailure(error);
};

/** Nothing of the user is left to another visit of this run: neither a look nor a step that time cut short. */
export const isSettled = ({ outcome, failureCode }: UserRecord): boolean =>
  outcome !== 'interrupted' && !(outcome === 'failed' && failureCode === ('out-of-time' satisfies StopKind));
