import type { Instant } from '../../core/time.ts';
import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import { isLate } from '../faults/stop.ts';
import { unusableOwner } from '../notices/owner-address.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { firstRead } from '../observe/first-observation.ts';
import { planUser } from '../observe/plan-user.ts';
import { fail, forget, type UserRecord } from '../results/user-record.ts';
import type { ObservedAccount } from './observe-account.ts';
import type { AccountRequest } from './request.ts';
import { refuseIfElsewhere } from './rotated-elsewhere.ts';

/** So many users are looked at before the first of them is acted on. */
export const BATCH = 20;

/** The candidates of an account, looked at a batch at a time. */
export interface Batches {
  /** Looks at the next users, `most` at most. Nobody: all were looked at, or the time for looks is over. */
  readonly next: (most?: number) => Promise<readonly UserRecord[]>;
  readonly left: () => readonly UserRecord[];
}

/**
 * Oldest key first. A batch ends early where its looks take half of the time that was left when it began: what was
 * looked at can still be acted on, however slowly AWS answers. Whom it did not come to is the next batch's.
 */
export const createBatches = (
  context: AccountContext,
  request: AccountRequest,
  observed: Pick<ObservedAccount, 'records' | 'retirements' | 'known'>,
): Batches => {
  const { records, retirements, known } = observed;
  let left = records.filter(({ planned }) => planned === undefined);
  let isPlaceChecked = false;
  const look = async (record: UserRecord): Promise<void> => {
    await observeCandidate(context, request, { record, known });
    remarkOnOwner(context, record);
    retirements.count(record);
  };
  const checkPlace = async (looked: readonly UserRecord[]): Promise<boolean> => {
    try {
      return await refuseIfElsewhere(context, looked, known.secrets);
    } catch (error) {
      // What was seen here misleads: secrets that may explain it are elsewhere.
      for (const record of records) forget(record);
      throw error;
    }
  };
  return {
    left: () => left,
    next: async (most = BATCH) => {
      const batch = left.slice(0, most);
      const until = halfTime(context);
      const looked = new Set<UserRecord>();
      await mapConcurrent(batch, context.settings.parallelUsers, async (record) => {
        const isOver = until !== undefined && context.clock.now() > until && looked.size > 0;
        if (request.signal.aborted || isLate(context) || isOver) return;
        await look(record);
        looked.add(record);
      });
      left = left.filter((record) => !looked.has(record));
      const done = batch.filter((record) => looked.has(record));
      if (!isPlaceChecked) isPlaceChecked = await checkPlace(done);
      return done;
    },
  };
};

/** Whom a tag names in a way that cannot be used is not told himself: each run says so, of each user it looks at. */
const remarkOnOwner = ({ account, settings, remark }: AccountContext, { name, planned }: UserRecord): void => {
  const why = planned?.isFromReport === false && unusableOwner(settings, planned.snapshot.user.tags);
  if (why) remark(`${name} (${account.id}): ${why}: the account's address is told instead`);
};

const halfTime = ({ clock, deadline }: AccountContext): Instant | undefined => {
  const now = clock.now();
  return deadline === undefined ? undefined : ((now + (deadline - now) / 2) as Instant);
};

const observeCandidate = async (
  context: AccountContext,
  { isForced, mode }: AccountRequest,
  { record, known }: { readonly record: UserRecord; readonly known: ObservedAccount['known'] },
): Promise<void> => {
  const { name } = record;
  try {
    record.planned = isForced
      ? await planUser(context, name, { forced: true, allowance: 'free' })
      : await firstRead(context, name, { mode, inventory: known });
  } catch (error) {
    fail(record, error);
  }
};
