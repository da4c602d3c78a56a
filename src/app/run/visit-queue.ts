import { isDestructive } from '../../core/step.ts';
import type { Instant } from '../../core/time.ts';
import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import type { AccountPace } from '../limits/pace.ts';
import type { Account } from '../ports/organizations.ts';
import { type AccountVisit, processVisit, type RunState, startVisit } from './visit.ts';

/** Visits that wait until every account was looked at. */
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
  readonly oldest: Instant | number;
}

/**
 * How much may be retired in the organization is known only when every account was looked at: accounts that want to
 * retire something wait until then, and all others are worked and left at once.
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
      const oldest = oldestKey(visit);
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

const mustWait = ({ request, pace }: RunState, { observed }: AccountVisit): boolean =>
  observed.records.some(({ planned }) => {
    if (planned === undefined) return false;
    const { step } = planned.plan;
    return isDestructive(step) || (pace.areRotationsLimited && step.kind === 'ROTATE' && !request.isForced);
  });

const oldestKey = ({ observed }: AccountVisit): number =>
  Math.min(
    ...observed.records.flatMap(
      ({ planned }) => planned?.snapshot.observation.keys.map(({ createdAt }) => createdAt) ?? [],
    ),
  );
