import { explain, type Facts, type ReasonCode, remedyFor, toneOf } from '../../core/reasons.ts';
import type { StepKind } from '../../core/step.ts';
import { wholeDays } from '../../core/time.ts';
import { isDue, viewOf } from '../../core/view.ts';
import { AwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { Planned } from '../observe/plan-user.ts';
import type { KeyResult, UserOutcome, UserResult } from './result.ts';

/** What happened to one user in one run, as it happens. */
export interface UserRecord {
  readonly name: string;
  /** The latest look at the user; `undefined` when none succeeded. */
  planned: Planned | undefined;
  /** What was done, in order. */
  readonly done: DoneStep[];
  outcome: UserOutcome | undefined;
  failure: string | undefined;
  /** Code of a failure that is no reason of a plan. */
  failureCode: string | undefined;
}

export interface DoneStep {
  readonly kind: StepKind;
  readonly reason: ReasonCode;
  readonly facts: Facts;
}

export const newRecord = (name: string): UserRecord => ({
  name,
  planned: undefined,
  done: [],
  outcome: undefined,
  failure: undefined,
  failureCode: undefined,
});

/** Keeps a user's failure where it belongs, and the run going. Messages never carry a request's input. */
export const fail = (record: UserRecord, error: unknown): void => {
  record.outcome = 'failed';
  record.failure = error instanceof Error ? error.message : 'an unknown failure';
  record.failureCode = error instanceof AwsFault ? error.code : error instanceof WorkStopped ? error.kind : 'internal';
};

/** Steps in the order of their weight: what a person wants to read first. */
const weight: readonly StepKind[] = ['ROTATE', 'PROMOTE', 'DELETE', 'DEACTIVATE', 'TELL', 'WARN', 'ANNOUNCE', 'REMIND'];

/** The user's line in the result; `undefined` for one with nothing to say. */
export const resultOf = (context: AccountContext, record: UserRecord): UserResult | undefined => {
  const { planned, failure } = record;
  const main = mainStep(record);
  const reason = main?.reason;
  const outcome = outcomeOf(record);
  if (outcome === undefined) return undefined;
  const remedy = outcome === 'blocked' && reason ? remedyFor(reason) : undefined;
  return {
    account: context.account.id,
    user: record.name,
    step: main?.kind ?? 'NOTHING',
    reason: outcome === 'failed' ? (record.failureCode ?? 'internal') : (reason ?? 'fresh'),
    message: failure ?? (main ? explain(main.reason, main.facts) : ''),
    ...(remedy ? { remedy } : {}),
    outcome,
    keys: keysOf(context, planned),
  };
};

const mainStep = ({ done, planned }: UserRecord): DoneStep | undefined => {
  const heaviest = weight.flatMap((kind) => done.filter((step) => step.kind === kind))[0] ?? done.at(-1);
  return (
    heaviest ?? (planned && { kind: planned.plan.step.kind, reason: planned.plan.reason, facts: planned.plan.facts })
  );
};

const outcomeOf = ({ outcome, done, planned }: UserRecord): UserOutcome | undefined => {
  if (outcome !== undefined) return outcome;
  if (done.length > 0) return 'done';
  if (planned === undefined) return undefined;
  // Whoever asked for a rotation wants to know why there was none.
  const isAnswer = planned.options.forced && planned.plan.step.kind === 'NOTHING';
  return isAnswer || toneOf(planned.plan.reason) === 'blocked' ? 'blocked' : undefined;
};

const keysOf = ({ clock }: AccountContext, planned: Planned | undefined): readonly KeyResult[] =>
  (planned?.snapshot.observation.keys ?? []).map((key) => ({
    id: key.id,
    status: key.status,
    ageDays: wholeDays(key.createdAt, clock.now()),
    lastUsedDays: key.lastUsedAt === undefined ? null : wholeDays(key.lastUsedAt, clock.now()),
  }));

/** True for a user who is not exempt and has an active key past the rotation period. */
export const isDueUser = ({ settings, clock }: AccountContext, { snapshot: { observation } }: Planned): boolean => {
  if (observation.exemption !== undefined) return false;
  const view = viewOf(observation, settings.policy, clock.now());
  return view.active.some((key) => isDue(view, key));
};
