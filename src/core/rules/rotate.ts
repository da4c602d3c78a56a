import type { Key } from '../keys.ts';
import { DENIED_REST_DAYS, GIVE_UP_REST_DAYS, RUN_LIMIT, UNDONE_OFTEN } from '../limits.ts';
import { DAY, daysUntil, endOf, isOver, plus, wholeDays } from '../time.ts';
import {
  isCollected,
  isDue,
  nothing,
  type Plan,
  type Rule,
  recordOf,
  undoings,
  usedByOwnerAt,
  type View,
} from '../view.ts';
import { askOwner } from './after-notice.ts';
import { lostSuccessor } from './policy-targets.ts';
import { isUnwanted, retireUnused } from './retire-by-policy.ts';

/** Rule 9: one active key, due or asked for, and a free slot. */
export const rotate: Rule = (view) => {
  const [key] = view.keys;
  if (key === undefined || view.keys.length !== 1 || key.status !== 'Active') return undefined;
  const { forced } = view.observation;
  if (!isDue(view, key) && !forced) return undefined;
  if (restsAfterFailures(view)) return nothing('verification-keeps-failing');
  const stays = forced ? whyInVain(view, key) : (restAfterDenials(view) ?? whyUnasked(view, key));
  if (stays) return stays;
  if (view.secret?.isFull) return nothing('secret-full');
  return {
    step: { kind: 'ROTATE', key: key.id },
    reason: isDue(view, key) ? 'key-due' : 'forced',
    facts: { ageDays: wholeDays(key.createdAt, view.now) },
  };
};

/** A new key that nobody wants, or that somebody takes away each time: only who asks for it by name gets it. */
const whyUnasked = (view: View, key: Key): Plan | undefined => {
  if (isUnwanted(view, key)) return retireUnused(view, key);
  if (isUncollected(view, key)) return askOwner(view, key, uncollected(view, key));
  const count = undoings(view, 'ROTATE') + (isSuccessorLost(view) ? 1 : 0);
  return count >= UNDONE_OFTEN ? nothing('undone-again', { what: 'the new key', count }) : undefined;
};

/**
 * Whoever asks for it by name gets no second key beside one that nobody is known to hold: nobody could read that one
 * either, and the slot is what a person needs to give the owner a key of his own.
 */
const whyInVain = (view: View, key: Key): Plan | undefined => {
  if (isJustRotated(view, key)) return nothing('just-rotated', { key: key.id });
  return isUncollected(view, key) ? uncollected(view, key) : undefined;
};

/** One and the same wish may come again for hours, as an event does that is delivered twice: it gets one key. */
const isJustRotated = (view: View, key: Key): boolean =>
  recordOf(view, key.id)?.verdict.kind === 'verified' && view.now < plus(key.createdAt, RUN_LIMIT);

const uncollected = (view: View, key: Key): Plan =>
  nothing('uncollected', { key: key.id, ageDays: wholeDays(key.createdAt, view.now) });

/** A successor of ours that its owner neither fetched nor used: nobody would look after another one either. */
const isUncollected = (view: View, key: Key): boolean =>
  recordOf(view, key.id)?.verdict.kind === 'verified' &&
  usedByOwnerAt(view, key) === undefined &&
  isCollected(view, key.id) !== 'yes';

/** AWSCURRENT names a key that is gone, while the one before it is there: somebody deleted the new key. */
export const isSuccessorLost = (view: Pick<View, 'secret' | 'keys'>): boolean => {
  const lost = lostSuccessor(view);
  return lost !== undefined && view.keys.some(({ createdAt }) => createdAt < lost.at);
};

/** A moment that is still to come is not believed. */
const restAfterDenials = ({ secret, now }: View): Plan | undefined => {
  const denied = secret?.denied;
  if (denied === undefined || denied.count < 2 || denied.lastAt > plus(now, DAY)) return undefined;
  const end = endOf(denied.lastAt, DENIED_REST_DAYS);
  return now >= end ? undefined : nothing('key-denied', { count: denied.count, leftDays: daysUntil(end, now) });
};

const restsAfterFailures = ({ secret, now }: View): boolean => {
  const givenUp = secret?.givenUp;
  return givenUp !== undefined && givenUp.count >= 2 && !isOver(givenUp.lastAt, GIVE_UP_REST_DAYS, now);
};
