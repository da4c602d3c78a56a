import { DENIED_REST_DAYS } from '../../core/limits.ts';
import { DAY, type Instant, isOver, plus } from '../../core/time.ts';
import { isByControlPolicy, isKeyDenied } from '../faults/denied.ts';
import type { AccountPace, KeyOwner } from './pace.ts';
import type { Turn } from './turns.ts';

/** A user whom AWS denied a new key. */
export interface DeniedUser extends KeyOwner {
  readonly at: Instant;
}

/** What is known of new keys in an account before anybody gets one in this run. */
export interface KnownDenials {
  /** Of those who were looked at so far. */
  readonly denied: () => readonly DeniedUser[];
  /** When a new key of ours last became current here; `undefined`: none is known. */
  readonly lastMadeAt: Instant | undefined;
  /** In plan mode nobody tries: of those whom a denial might concern, the first alone is promised a key. */
  readonly mode: 'plan' | 'apply';
  readonly now: Instant;
}

/** Where new keys are denied, so many users find it out in one run: of one IAM path, and in all. */
const MOST_DENIED = { ofPath: 2, inAll: 3 };

/** So many users denied, with no key made since: the account rests. */
const DENIED_OFTEN = 2;

/**
 * A pace under which nobody gets a new key, nor a secret for one, where AWS denies keyturn new keys. The first of a run
 * tries alone. Who is denied by a service control policy stops the others of his IAM path until the next run; otherwise
 * two of a path do, and three stop everybody. Where two were denied and no key was made since, their paths rest for
 * days. One key that is made clears everybody: the denials were about some users only.
 */
export const withKeyDenials = (pace: AccountPace, known: KnownDenials): AccountPace => {
  const remembered = () => known.denied().filter((each) => isRemembered(each, known));
  const denied: KeyOwner[] = [];
  const byControlPolicy: KeyOwner[] = [];
  let isMade = false;
  let underWay: Promise<void> | undefined;
  const isStopped = (user: KeyOwner): boolean =>
    denied.length >= MOST_DENIED.inAll ||
    ofPath(denied, user).length >= MOST_DENIED.ofPath ||
    isAmong(byControlPolicy, user) ||
    isResting(remembered(), user);
  const foresee: AccountPace['rotate'] = (user) => {
    if (isAmong(remembered(), user)) byControlPolicy.push(user);
    return pace.rotate(user);
  };
  const tryAlone: AccountPace['rotate'] = async (user) => {
    let isOver = (): void => undefined;
    underWay = new Promise((resolve) => {
      isOver = () => {
        underWay = undefined;
        resolve();
      };
    });
    const turn = await pace.rotate(user);
    if (typeof turn === 'string') isOver();
    const isKnown = remembered().some(({ id }) => id === user.id);
    return typeof turn === 'string' ? turn : listening(turn, { user, isKnown, isOver });
  };
  const listening = (turn: Turn, { user, isKnown, isOver }: Tried): Turn => ({
    use: () => {
      isMade = true;
      turn.use();
      isOver();
    },
    end: (failure) => {
      if (isKeyDenied(failure)) denied.push(user);
      // That he is denied again tells nothing new of the others.
      if (isKeyDenied(failure) && isByControlPolicy(failure) && !isKnown) byControlPolicy.push(user);
      turn.end(failure);
      isOver();
    },
  });
  return {
    retire: pace.retire,
    rotate: async (user) => {
      while (!isMade && underWay && !isStopped(user)) await underWay;
      if (isMade) return pace.rotate(user);
      if (isStopped(user)) return 'keys-denied';
      return known.mode === 'plan' ? foresee(user) : tryAlone(user);
    },
  };
};

/** Somebody who tries alone. */
interface Tried {
  readonly user: KeyOwner;
  /** He was denied a key before, in an earlier run. */
  readonly isKnown: boolean;
  readonly isOver: () => void;
}

const isResting = (remembered: readonly DeniedUser[], user: KeyOwner): boolean =>
  remembered.length >= DENIED_OFTEN && isAmong(remembered, user);

const ofPath = (users: readonly KeyOwner[], { path }: KeyOwner): readonly KeyOwner[] =>
  users.filter((each) => each.path === path);

const isAmong = (users: readonly KeyOwner[], user: KeyOwner): boolean => ofPath(users, user).length > 0;

/** Not yet tried again, and with no key made since. A moment that is still to come is not believed. */
const isRemembered = ({ at }: DeniedUser, { lastMadeAt, now }: KnownDenials): boolean =>
  at <= plus(now, DAY) && !isOver(at, DENIED_REST_DAYS, now) && (lastMadeAt === undefined || at > lastMadeAt);
