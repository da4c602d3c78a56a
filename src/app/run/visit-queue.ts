import { oldestKey } from '../account/observe-account.ts';
import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import type { AccountPace } from '../limits/pace.ts';
import type { Account } from '../ports/organizations.ts';
import { type AccountVisit, processVisit, type RunState, startVisit } from './visit.ts';

/** Visits that wait until every account was counted. */
export interface VisitQueue {
  /** Works the account at once, unless something is to be retired in it or the new keys of a run are limited. */
  readonly processOrKeep: (visit: AccountVisit) => Promise<void>;
  /** Oldest keys first. */
  readonly processKept: () => Promise<void>;
}

/** Of the visits that wait, so many stay open; the others are left, and entered again. */
const MOST_OPEN = 100;

interface Kept {
  /** `undefined`: it was left. */
  readonly visit: AccountVisit | undefined;
  readonly account: Account;
  readonly pace: AccountPace;
  readonly oldest: number;
}

/**
 * How much may be retired in the organization is known only when every account was counted: accounts in which a key may
 * be retired wait until then, and all others are worked and left at once.
 */
export const createQueue = (state: RunState): VisitQueue => {
  const kept: Kept[] = [];
  let open = 0;
  return {
    processOrKeep: async (visit) => {
      if (!mustWait(state, visit)) return processVisit(state, visit);
      const isOpen = open < MOST_OPEN;
      if (isOpen) open += 1;
      else visit.context.session.releaseClients();
      const { context, observed } = visit;
      const oldest = oldestKeyIn(visit);
      kept.push({ visit: isOpen ? visit : undefined, account: context.account, pace: observed.pace, oldest });
    },
    processKept: async () => {
      const ordered = kept.toSorted((a, b) => a.oldest - b.oldest);
      await mapConcurrent(ordered, MOST_OPEN, ({ visit, account, pace }) =>
        state.semaphore.run(async () => {
          // Its keys were counted once already.
          const again = visit ?? (await startVisit({ ...state, pace: { ...state.pace, open: () => pace } }, account));
          if (again) await processVisit(state, again);
        }),
      );
    },
  };
};

const mustWait = ({ request, pace }: RunState, { observed }: AccountVisit): boolean => {
  const { retirements, records } = observed;
  const isLimited = pace.areRotationsLimited && !request.isForced;
  return retirements.areAny() || (isLimited && records.some(({ planned }) => planned === undefined));
};

const oldestKeyIn = ({ observed: { records, known } }: AccountVisit): number =>
  Math.min(Infinity, ...records.map(({ name }) => oldestKey(known.rows.get(name))));
