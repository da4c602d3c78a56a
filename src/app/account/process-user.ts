import { isDestructive, isNotice, isSameStep, type Step } from '../../core/step.ts';
import { ensureSecret, hasSecret } from '../execute/ensure-secret.ts';
import { carryOut } from '../execute/execute-step.ts';
import { createRequestFence } from '../execute/request-fence.ts';
import { untilSeen } from '../execute/until-seen.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import type { AccountPace } from '../limits/pace.ts';
import type { Turn } from '../limits/turns.ts';
import { noticeAfter, noticeAfterDeactivation, noticeFor, type PendingNotice } from '../notices/notices.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import { type LivePlan, type Planned, planUser, type ReportedPlan, withinPace } from '../observe/plan-user.ts';
import { fail, type UserRecord } from '../results/user-record.ts';

/** More than any state needs: a plan that never comes to rest is a defect, and stops here. */
const MOST_STEPS = 12;

export interface UserRequest {
  readonly record: UserRecord;
  /** Asked before each step that takes a key away or makes one. */
  readonly pace: AccountPace;
  readonly isInterrupted: () => boolean;
  /** The step that a first look asked for, a minute ago: only this one may be carried out on a second look. */
  readonly seenBefore: Step | undefined;
  readonly addPending: (pending: PendingNotice) => void;
}

/**
 * Carries out a user's plan, looks again, and goes on with bookkeeping until nothing is left: at most one key is
 * created, deactivated or deleted. `later`: the step needs a second look, a minute after the first.
 */
export const processUser = async (context: AccountContext, request: UserRequest): Promise<'done' | 'later'> => {
  const { record } = request;
  try {
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const next = await processStep(context, request);
      if (next !== 'again') return next;
    }
    throw new Error(`the work on ${record.name} does not come to rest`);
  } catch (error) {
    fail(record, error);
    return 'done';
  }
};

const processStep = async (context: AccountContext, request: UserRequest): Promise<'again' | 'done' | 'later'> => {
  const { record } = request;
  const { planned } = record;
  if (planned === undefined) return 'done';
  if (planned.plan.step.kind === 'NOTHING') return rest(context, request, planned);
  if (request.isInterrupted()) return end(record, 'interrupted');
  const { step } = planned.plan;
  if (isNotice(step))
    return planned.isFromReport ? readAgain(context, record, planned) : addNotice(context, request, planned);
  if (needsConfirmingRead(step) && !(request.seenBefore && isSameStep(request.seenBefore, step))) return 'later';
  const { planned: within, turn } = await withinPace(context, planned, request.pace);
  if (turn) return inTurn(turn, () => take(context, request, { planned, turn }));
  record.planned = within;
  return rest(context, request, within);
};

/** Where a step that was to bring a look has to wait, the policy of the secret wants a look all the same. */
const rest = async (
  context: AccountContext,
  { record, isInterrupted }: UserRequest,
  planned: Planned,
): Promise<'again' | 'done'> => {
  if (!planned.isFromReport || !record.isPolicyUnread) return 'done';
  return isInterrupted() ? end(record, 'interrupted') : readAgain(context, record, planned);
};

/** However the step ends, its place in today's share is free again where no request of it used it up. */
const inTurn = async <T>(turn: Turn, act: () => Promise<T>): Promise<T> => {
  try {
    const outcome = await act();
    turn.end();
    return outcome;
  } catch (error) {
    turn.end(error);
    throw error;
  }
};

/** Deletion, and forgetting a key that seems gone: two looks must agree. */
const needsConfirmingRead = (step: Step): boolean => step.kind === 'DELETE' || (step.kind === 'CLEAR' && step.gone);

const take = async (
  context: AccountContext,
  request: UserRequest,
  { planned, turn }: { readonly planned: Planned; readonly turn: Turn },
): Promise<'again' | 'done'> => {
  const { record } = request;
  const outcome = await carryOut(context, planned, turn.use).catch((error: unknown) =>
    withoutUpdate(context, planned, error),
  );
  if (outcome === 'left') return lookAgain(context, record, { planned, isShownIn: () => true });
  // Another worker has the claim, and may be about to do the same: its place is taken.
  if (outcome.kind === 'busy') turn.use();
  if (outcome.kind !== 'done')
    return planned.isFromReport ? readAgain(context, record, planned) : end(record, outcome.kind);
  const { step, reason, facts, until } = planned.plan;
  record.done.push({ kind: step.kind, reason, facts, until });
  const { rotated, deactivated } = outcome;
  if (rotated?.isTellingNext) request.addPending(noticeAfter(context, rotated));
  if (deactivated) request.addPending(noticeAfterDeactivation(context, deactivated));
  if (rotated?.isTellingNext || isDestructive(planned.plan.step)) return 'done';
  return lookAgain(context, record, { planned, isShownIn: outcome.isShownIn });
};

/** That AWS refuses another form of a secret's policy is no reason to leave the user's other steps. */
const withoutUpdate = ({ account, rollout, remark }: AccountContext, { plan: { step } }: Planned, error: unknown) => {
  const isUpdate = step.kind === 'UPDATE_POLICY' || step.kind === 'NOTE_WRITER';
  if (!isUpdate || !isAwsFault(error, 'denied', 'invalid', 'limit')) throw error;
  rollout.stop();
  remark(`account ${account.id}: the policies of secrets stay as an earlier keyturn put them (${error.message})`);
  return 'left' as const;
};

/** What was just done must show, before anything follows from a look: reads of Secrets Manager may be late. */
const lookAgain = async (
  context: AccountContext,
  record: UserRecord,
  { planned, isShownIn }: { readonly planned: Planned; readonly isShownIn: (snapshot: UserSnapshot) => boolean },
): Promise<'again' | 'done'> => {
  const isSeen = (again: LivePlan | undefined) => again === undefined || isShownIn(again.snapshot);
  const again = await untilSeen(context, { read: () => planUser(context, record.name, planned.options), isSeen });
  record.planned = again;
  return isSeen(again) || again?.plan.step.kind === 'NOTHING' ? 'again' : end(record, 'changed');
};

/** A live read did not confirm the reported plan: what it saw counts. */
const readAgain = async (context: AccountContext, record: UserRecord, { options }: ReportedPlan): Promise<'again'> => {
  record.planned = await planUser(context, record.name, options);
  return 'again';
};

const end = (record: UserRecord, outcome: 'interrupted' | 'busy' | 'changed'): 'done' => {
  record.outcome = outcome;
  return 'done';
};

/** A user of whom something must be noted needs a secret to note it on. */
const addNotice = async (context: AccountContext, request: UserRequest, planned: LivePlan): Promise<'done'> => {
  const { record } = request;
  const { clock, deadline } = context;
  let ready: LivePlan | undefined = planned;
  if (!hasSecret(planned.snapshot)) {
    const fence = createRequestFence({
      clock,
      deadline,
      claimedAt: undefined,
      observedAt: planned.snapshot.observation.at,
    });
    await ensureSecret(context, planned.snapshot, fence);
    ready = await untilSeen(context, {
      read: () => planUser(context, record.name, planned.options),
      isSeen: (again) => again === undefined || hasSecret(again.snapshot),
    });
    record.planned = ready;
  }
  const pending = ready && noticeFor(context, ready);
  if (pending) request.addPending(pending);
  else record.outcome = 'changed';
  return 'done';
};
