import { CONFIRM_AFTER } from '../../core/limits.ts';
import { explain, type ReasonCode } from '../../core/reasons.ts';
import { keyOf, type Step } from '../../core/step.ts';
import { latest, plus } from '../../core/time.ts';
import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountPace } from '../limits/pace.ts';
import { deliver, deliverPlans } from '../notices/deliver.ts';
import type { PlannedStep } from '../notices/digest.ts';
import type { PendingNotice } from '../notices/notices.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { planUser, withinPace } from '../observe/plan-user.ts';
import { isOverdue } from '../results/overdue.ts';
import { fail, type UserRecord } from '../results/user-record.ts';
import { resultOf } from '../results/user-result.ts';
import { expireSecrets } from './expire-secrets.ts';
import { deniedAt } from './known-denials.ts';
import type { ObservedAccount } from './observe-account.ts';
import { processUser } from './process-user.ts';
import type { AccountRequest } from './request.ts';

/** Acts, looks twice where needed, and tells; in plan mode, says what would be done. */
export const processAccount = async (
  context: AccountContext,
  request: AccountRequest,
  observed: ObservedAccount,
): Promise<void> => {
  if (request.mode === 'apply') return apply(context, request, observed);
  for (const record of observed.records.toSorted(byTurn))
    await markPlanned(context, request, { record, pace: observed.pace });
  if (request.tellsPlans) await deliverPlans(context, request.delivery, observed.records.flatMap(plannedStep));
};

const plannedStep = ({ planned, outcome }: UserRecord): PlannedStep[] => {
  if (planned === undefined || outcome !== 'planned') return [];
  const { snapshot, plan } = planned;
  const { name, arn } = snapshot.user;
  return [
    { user: { name, arn }, step: plan.step.kind, key: keyOf(plan.step), reason: explain(plan.reason, plan.facts) },
  ];
};

/** In plan mode: what apply would do, today's share included. */
const markPlanned = async (
  context: AccountContext,
  { report }: AccountRequest,
  { record, pace }: { readonly record: UserRecord; readonly pace: AccountPace },
): Promise<void> => {
  if (record.planned) {
    const { planned, turn } = await withinPace(context, record.planned, pace);
    turn?.use();
    record.planned = planned;
  }
  const kind = record.planned?.plan.step.kind ?? 'NOTHING';
  if (kind !== 'NOTHING') record.outcome ??= 'planned';
  report({ kind: 'user-done', result: resultOf(context, record) });
};

const apply = async (
  context: AccountContext,
  request: AccountRequest,
  { records, pace, inventory }: ObservedAccount,
): Promise<void> => {
  const pending: { readonly record: UserRecord; readonly pending: PendingNotice }[] = [];
  const isInterrupted = () => request.signal.aborted;
  const processRecord = (record: UserRecord, seenBefore?: Step) => {
    const addPending = (notice: PendingNotice) => pending.push({ record, pending: notice });
    return processUser(context, { record, seenBefore, pace, isInterrupted, addPending });
  };
  const reportDone = (record: UserRecord) => request.report({ kind: 'user-done', result: resultOf(context, record) });
  const ordered = records.toSorted(byTurn);
  const { parallelUsers } = context.settings;
  const answers = await mapConcurrent(ordered, parallelUsers, async (record) => {
    const answer = await processRecord(record);
    if (answer === 'done' && !isWorthAnother(context, record)) reportDone(record);
    return answer;
  });
  const later = ordered.filter((_, index) => answers[index] === 'later');
  await waitForConfirmingRead(context, request, later);
  await mapConcurrent(later, parallelUsers, async (record) => {
    await processRecord(record, record.planned?.plan.step);
    if (!isWorthAnother(context, record)) reportDone(record);
  });
  const again = ordered.filter((record) => isWorthAnother(context, record));
  await mapConcurrent(again, parallelUsers, async (record) => {
    const before = record.outcome;
    if (await lookAgain(context, record)) await processRecord(record);
    // Our own claim of a moment ago may still be all that a late read shows.
    if (record.outcome === 'busy') record.outcome = before;
    reportDone(record);
  });
  await tell(context, request, pending);
  if (inventory && !isInterrupted()) await expireSecrets(context, inventory);
};

/**
 * A key that is too old, and was left since another worker was there or things had changed: once more, in the same
 * run.
 */
const isWorthAnother = (context: AccountContext, { outcome, planned }: UserRecord): boolean =>
  (outcome === 'busy' || outcome === 'changed') && planned !== undefined && isOverdue(context, planned);

/** False where the look itself fails, which is said of the user. */
const lookAgain = async (context: AccountContext, record: UserRecord): Promise<boolean> => {
  const options = record.planned?.options;
  if (options === undefined) return false;
  try {
    record.planned = await planUser(context, record.name, options);
    record.outcome = undefined;
    return true;
  } catch (error) {
    fail(record, error);
    return false;
  }
};

/** The oldest keys first; after everybody else those whom AWS denied a new key, the last denied last. */
const byTurn = (a: UserRecord, b: UserRecord): number =>
  (deniedAt(a) ?? 0) - (deniedAt(b) ?? 0) || oldestKey(a) - oldestKey(b);

const oldestKey = ({ planned }: UserRecord): number => planned?.snapshot.observation.keys[0]?.createdAt ?? Infinity;

/** One wait for the whole account. */
const waitForConfirmingRead = async (
  context: AccountContext,
  { report, signal }: AccountRequest,
  later: readonly UserRecord[],
) => {
  if (later.length === 0) return;
  const { clock } = context;
  const lastRead = latest(...later.map(({ planned }) => planned?.snapshot.observation.at ?? clock.now()));
  const ms = plus(lastRead, CONFIRM_AFTER) - clock.now();
  if (ms <= 0) return;
  report({ kind: 'waiting', why: `second look at ${later.length} keys before they are deleted`, ms });
  await context.pause(ms, signal);
};

/** Whatever goes wrong with a mail, what was done before it stays in the result. */
const tell = async (
  context: AccountContext,
  { delivery }: AccountRequest,
  all: readonly { readonly record: UserRecord; readonly pending: PendingNotice }[],
): Promise<void> => {
  try {
    const notices = all.map(({ pending }) => pending);
    for (const { pending, failure } of await deliver(context, delivery, notices)) {
      const record = all.find(
        (each) => each.pending.snapshot === pending.snapshot && each.pending.key === pending.key,
      )?.record;
      if (record && failure === undefined) record.done.push(doneNotice(record, pending));
      else if (record) fail(record, new WorkStopped('mail-refused', failure ?? ''));
    }
  } catch (error) {
    for (const { record } of all) fail(record, error);
  }
};

const doneNotice = ({ planned }: UserRecord, { notice }: PendingNotice): UserRecord['done'][number] => {
  const { kind, key, on } = notice;
  if (planned?.plan.step.kind !== kind)
    return { kind, reason: reasonAfter[kind] ?? 'successor-ready', facts: { key }, until: on };
  const { reason, facts, until = on } = planned.plan;
  return { kind, reason, facts, until };
};

/** Of a notice that follows another step in the same run. */
const reasonAfter: Partial<Record<PendingNotice['notice']['kind'], ReasonCode>> = { TELL_DEACTIVATED: 'deactivated' };
