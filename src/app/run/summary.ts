import type { StepKind } from '../../core/step.ts';
import type { ObservedAccount } from '../account/observe-account.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { isLate, isOverdue } from '../results/overdue.ts';
import type { SeenCounts, Summary } from '../results/result.ts';
import type { UserRecord } from '../results/user-record.ts';
import { resultOf } from '../results/user-result.ts';

export const emptySummary = (): Summary => ({
  accounts: 0,
  accountsFailed: 0,
  users: 0,
  keys: 0,
  due: 0,
  overdue: 0,
  late: 0,
  rotated: 0,
  deactivated: 0,
  deleted: 0,
  warned: 0,
  blocked: 0,
  exempt: 0,
  failed: 0,
  told: 0,
});

/** Adds one account to the run's figures. In plan mode the counters say what apply would do. */
export const addAccount = (
  summary: Summary,
  context: AccountContext,
  { candidates, records }: ObservedAccount,
): void => {
  const seen = records.flatMap(({ planned }) => planned?.snapshot.observation ?? []);
  summary.users += candidates.users ?? seen.length;
  summary.keys += candidates.keys ?? seen.reduce((sum, { keys }) => sum + keys.length, 0);
  for (const record of records) addUser(summary, context, record);
};

const addUser = (summary: Summary, context: AccountContext, record: UserRecord): void => {
  const seen = seenOf(context, record);
  for (const name of seenCounters) summary[name] += seen[name];
  const outcome = resultOf(context, record)?.outcome;
  if (outcome === 'blocked') summary.blocked += 1;
  if (outcome === 'failed') summary.failed += 1;
  for (const kind of kindsOf(record)) count(summary, kind);
};

export const seenCounters = ['due', 'overdue', 'late', 'exempt'] as const satisfies readonly (keyof SeenCounts)[];

/** One or nothing of each. */
export const seenOf = (context: AccountContext, record: UserRecord): SeenCounts => {
  const { planned, done, outcome } = record;
  return {
    due: Number(wasDue(record)),
    overdue: Number(planned !== undefined && isOverdue(context, planned)),
    late: Number(planned !== undefined && outcome !== 'planned' && isLate(context, { planned, done })),
    exempt: Number(planned?.snapshot.observation.exemption !== undefined),
  };
};

/** There was something to be done today, whatever became of it. */
const wasDue = ({ outcome, done, planned }: UserRecord): boolean =>
  done.length > 0 || (outcome !== undefined && planned !== undefined && planned.plan.step.kind !== 'NOTHING');

/** What was done; in plan mode, what would be. A rotation is followed by its notice in the same run. */
const kindsOf = ({ done, planned, outcome }: UserRecord): readonly StepKind[] => {
  if (outcome !== 'planned') return done.map(({ kind }) => kind);
  const kind = planned?.plan.step.kind ?? 'NOTHING';
  return kind === 'ROTATE' || kind === 'PROMOTE' ? [kind, 'TELL'] : [kind];
};

const count = (summary: Summary, kind: StepKind): void => {
  const counter = counters[kind];
  if (counter) summary[counter] += 1;
};

/** What became of a key is told beside the act, which is counted. */
const counters: Partial<Record<StepKind, keyof Summary>> = {
  ROTATE: 'rotated',
  PROMOTE: 'rotated',
  DEACTIVATE: 'deactivated',
  DELETE: 'deleted',
  WARN: 'warned',
  ANNOUNCE: 'warned',
  REMIND: 'warned',
  TELL: 'told',
  ASK: 'warned',
};
