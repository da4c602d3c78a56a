import { CONFIRM_AFTER, LEAST_TIME_FOR_USER, LEAST_TIME_LEFT } from '../../core/limits.ts';
import type { Step } from '../../core/step.ts';
import { latest, plus } from '../../core/time.ts';
import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import { isLate, isOutOfTime, outOfTime } from '../faults/stop.ts';
import type { AccountPace } from '../limits/pace.ts';
import { mailRoom } from '../notices/deliver.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { planUser } from '../observe/plan-user.ts';
import { isOverdue } from '../results/overdue.ts';
import { fail, type UserRecord } from '../results/user-record.ts';
import { resultOf } from '../results/user-result.ts';
import { BATCH } from './batches.ts';
import { deniedAt } from './known-denials.ts';
import type { ObservedAccount } from './observe-account.ts';
import { processUser } from './process-user.ts';
import type { AccountRequest } from './request.ts';
import { type NoticeOfRecord, tellOwners } from './tell-owners.ts';

/** What is done in one account, batch by batch, and what is left to its end. */
export interface AccountSteps {
  /** So many users may be looked at next: a batch, and no more than there is room for their mails. */
  readonly most: () => number;
  /** Carries out the plans of users who were looked at, oldest key first. */
  readonly act: (records: readonly UserRecord[]) => Promise<void>;
  /** Second looks, and second tries; whoever was not come to is `interrupted`. */
  readonly finish: () => Promise<void>;
  /** Mails what is owed: at the end, so that each owner gets one mail. */
  readonly tell: () => Promise<void>;
}

export const createAccountSteps = (
  context: AccountContext,
  request: AccountRequest,
  { records, pace, retirements }: Pick<ObservedAccount, 'records' | 'pace' | 'retirements'>,
): AccountSteps => {
  const { parallelUsers } = context.settings;
  const { signal, delivery } = request;
  const notices: NoticeOfRecord[] = [];
  const open = new Set(records);
  const later = new Set<UserRecord>();
  const again: UserRecord[] = [];
  // Whatever a later look may find: nobody loses a key that was not weighed.
  const weighed: AccountPace = {
    ...pace,
    retire: async () => (retirements.breaker() === 'free' ? pace.retire() : 'spent'),
  };
  const most = () =>
    Math.min(
      BATCH,
      mailRoom(
        context,
        delivery,
        notices.map(({ pending }) => pending),
      ),
    );
  const end = (record: UserRecord): void => {
    open.delete(record);
    request.report({ kind: 'user-done', result: resultOf(context, record) });
  };
  /** What time cut short while it was looked at is acted on as long as there is time; a person is obeyed at once. */
  const interruption = () => {
    const wasOver = isOver(signal);
    const least = wasOver ? LEAST_TIME_FOR_USER : LEAST_TIME_LEFT;
    return () => isLate(context, least) || (signal.aborted && !(wasOver && isOver(signal)));
  };
  const processRecord = (record: UserRecord, isInterrupted: () => boolean, seenBefore?: Step) =>
    processUser(context, {
      record,
      seenBefore,
      pace: weighed,
      isInterrupted,
      addPending: (pending) => notices.push({ record, pending }),
    });
  const confirm = async (ripe: readonly UserRecord[]): Promise<void> => {
    const isInterrupted = interruption();
    await mapConcurrent(ripe, parallelUsers, async (record) => {
      later.delete(record);
      await processRecord(record, isInterrupted, record.planned?.plan.step);
      if (isWorthAnother(context, record)) again.push(record);
      else end(record);
    });
  };
  const tryAgain = async (record: UserRecord): Promise<void> => {
    const before = record.outcome;
    if (await lookAgain(context, record)) {
      retirements.count(record);
      await processRecord(record, interruption());
    }
    // Our own claim of a moment ago may still be all that a late read shows.
    if (record.outcome === 'busy') record.outcome = before;
    end(record);
  };
  return {
    most,
    act: async (records) => {
      const isInterrupted = interruption();
      const queue = records.toSorted(byTurn);
      for (let room = most(); queue.length > 0 && room > 0; room = most()) {
        await mapConcurrent(queue.splice(0, room), parallelUsers, async (record) => {
          const answer = await processRecord(record, isInterrupted);
          if (answer === 'later') later.add(record);
          else if (isWorthAnother(context, record)) again.push(record);
          else end(record);
        });
        await confirm([...later].filter((record) => isRipe(context, record)));
      }
    },
    finish: async () => {
      if (await waitForConfirmingRead(context, request, [...later])) await confirm([...later]);
      if (!interruption()()) await mapConcurrent(again.slice(0, Math.max(0, most())), parallelUsers, tryAgain);
      for (const record of open) {
        leave(context, signal, record);
        end(record);
      }
    },
    tell: () => tellOwners(context, delivery, notices),
  };
};

/** To another visit, or to the next run. */
export const leave = (context: AccountContext, signal: AbortSignal, record: UserRecord): void => {
  if (isLate(context) && !signal.aborted) fail(record, outOfTime());
  else record.outcome = 'interrupted';
};

const isOver = (signal: AbortSignal): boolean => signal.aborted && isOutOfTime(signal.reason);

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
export const byTurn = (a: UserRecord, b: UserRecord): number =>
  (deniedAt(a) ?? 0) - (deniedAt(b) ?? 0) || oldestKey(a) - oldestKey(b);

const oldestKey = ({ planned }: UserRecord): number => planned?.snapshot.observation.keys[0]?.createdAt ?? Infinity;

const confirmableAt = ({ clock }: AccountContext, { planned }: UserRecord) =>
  plus(planned?.snapshot.observation.at ?? clock.now(), CONFIRM_AFTER);

const isRipe = (context: AccountContext, record: UserRecord): boolean =>
  confirmableAt(context, record) <= context.clock.now();

/** One wait for the whole account. False: there is no time for it. */
const waitForConfirmingRead = async (
  context: AccountContext,
  { report, signal }: AccountRequest,
  later: readonly UserRecord[],
): Promise<boolean> => {
  if (later.length === 0 || signal.aborted) return false;
  const { clock, deadline } = context;
  const until = latest(...later.map((record) => confirmableAt(context, record)));
  const ms = until - clock.now();
  if (isLate({ clock: { now: () => latest(until, clock.now()) }, deadline })) return false;
  if (ms <= 0) return true;
  report({ kind: 'waiting', why: `second look at ${later.length} keys before they are deleted`, ms });
  await context.pause(ms, signal);
  return !signal.aborted;
};
