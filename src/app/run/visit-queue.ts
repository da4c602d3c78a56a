import { isDestructive } from '../../core/step.ts';
import type { Instant } from '../../core/time.ts';
import { inParallel } from '../concurrency/map-concurrent.ts';
import type { AccountPace } from '../limits/pace.ts';
import type { Account } from '../ports/organizations.ts';
import { enter, type RunState, type Visit, work } from './visit.ts';

/** Visits that wait until every account was looked at. */
export interface VisitQueue {
  /** Works the account at once, unless something is to be retired in it or the new keys of a run are limited. */
  readonly workOrKeep: (visit: Visit) => Promise<void>;
  /** Oldest keys first. */
  readonly workKept: () => Promise<void>;
}

/** Of the visits that wait, so many stay open; the others are left, and entered again. */
const MOST_OPEN = 100;

interface Kept {
  /** `undefined`: it was left. */
  readonly visit: Visit | undefined;
  readonly account: Account;
  readonly pace: AccountPace;
  readonly oldest: Instant | number;
}

/**
 * How much may be retired in the organization is known only when every account was looked at: accounts that want to retire
 * something wait until then, and all others are worked and left at once.
 */
export const createQueue = (state: RunState): VisitQueue => {
  const kept: Kept[] = [];
  let open = 0;
  return {
    workOrKeep: async (visit) => {
      if (!mustWait(state, visit)) return work(state, visit);
      const isOpen = open < MOST_OPEN;
      if (isOpen) open += 1;
      else visit.place.session.rest();
      const { place, looked } = visit;
      const oldest = oldestKey(visit);
      kept.push({ visit: isOpen ? visit : undefined, account: place.account, pace: looked.pace, oldest });
    },
    workKept: async () => {
      const ordered = kept.toSorted((a, b) => a.oldest - b.oldest);
      await inParallel(ordered, MOST_OPEN, ({ visit, account, pace }) =>
        state.slots.within(async () => {
          // Its keys were counted once already.
          const again = visit ?? (await enter({ ...state, pace: { ...state.pace, open: () => pace } }, account));
          if (again) await work(state, again);
        }),
      );
    },
  };
};

const mustWait = ({ request, pace }: RunState, { looked }: Visit): boolean =>
  looked.records.some(({ planned }) => {
    if (planned === undefined) return false;
    const { step } = planned.plan;
    return isDestructive(step) || (pace.areRotationsLimited && step.kind === 'ROTATE' && !request.isForced);
  });

const oldestKey = ({ looked }: Visit): number =>
  Math.min(
    ...looked.records.flatMap(({ planned }) => planned?.sight.observation.keys.map(({ createdAt }) => createdAt) ?? []),
  );
