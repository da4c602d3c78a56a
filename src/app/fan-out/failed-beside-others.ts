import type { AccountId } from '../../core/keys.ts';
import { DAY, type Instant, plus } from '../../core/time.ts';
import type { FailedBesideOthers, Visited } from '../run-bucket/documents.ts';
import { readUnlessBroken, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';
import { dayOf } from './key-counts.ts';

/** So long after its last failure is an account visited by a function of its own. */
const KEPT_DAYS = 7;

/**
 * Accounts that are visited alone. It decides nothing else, so that it is believed as far as it can be read.
 */
export const visitedAlone = async (store: RunStore, now: Instant): Promise<ReadonlySet<string>> =>
  new Set(Object.keys(await readRecent(store, now)));

/** Left when a run ends, of the accounts that failed so in it. */
export const leaveFailedBesideOthers = async (
  store: RunStore,
  failed: readonly AccountId[],
  now: Instant,
): Promise<void> => {
  const before = await readRecent(store, now);
  const after: FailedBesideOthers = { ...before, ...Object.fromEntries(failed.map((id) => [id, dayOf(now)])) };
  if (Object.keys(after).length > 0 || (await store.read(runKeys.failedBesideOthers)) !== undefined)
    await writeJson(store, runKeys.failedBesideOthers, after);
};

/**
 * By its visits, in the order of their rounds. An account of which nothing was heard may be what ended its function.
 */
export const hasFailedBesideOthers = (visits: readonly Visited[]): boolean => {
  const last = visits.at(-1);
  if (last === undefined || visits.some(({ isRetried }) => isRetried)) return true;
  return last.result.accounts.some(({ outcome }) => outcome === 'interrupted');
};

const readRecent = async (store: RunStore, now: Instant): Promise<FailedBesideOthers> => {
  const document = await readUnlessBroken(store, runKeys.failedBesideOthers);
  if (typeof document !== 'object' || document === null) return {};
  const oldest = dayOf(plus(now, -KEPT_DAYS * DAY));
  return Object.fromEntries(
    Object.entries(document).filter(
      (each): each is [string, string] =>
        /^\d{12}$/.test(each[0]) && typeof each[1] === 'string' && each[1] > oldest && each[1] <= dayOf(now),
    ),
  );
};
