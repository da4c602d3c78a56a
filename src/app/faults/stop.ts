import { LEAST_TIME_LEFT } from '../../core/limits.ts';
import { type Instant, plus } from '../../core/time.ts';

/** Why a user's or an account's work ends here, without a fault of AWS: a value of the protocol, kept in the result. */
export type StopKind =
  /** Too little time is left to begin this safely. */
  | 'out-of-time'
  /** Our claim is too old to sign anything under it. */
  | 'claim-too-old'
  | 'interrupted'
  /** Our clock and AWS's differ by more than five minutes. */
  | 'clock-disagrees'
  /** An exemption that is set could not be looked up. */
  | 'exemption-unreadable'
  /** The mail service did not accept the notice: its owner is not told. */
  | 'mail-refused'
  /** The Region of the secrets is not on in this account. */
  | 'region-off'
  /** What AWS answered contradicts what keyturn holds. */
  | 'contradiction'
  /** A new key could not be read by its owner: nothing was made. */
  | 'not-readable'
  /** The new key could not be shown to work: it is not promoted, and given up after a day. */
  | 'not-verified';

export class WorkStopped extends Error {
  readonly kind: StopKind;
  /** What a person can do, where that is known. */
  readonly remedy: string | undefined;
  constructor(kind: StopKind, message: string, { remedy }: { readonly remedy?: string } = {}) {
    super(message);
    this.name = 'Stop';
    this.kind = kind;
    this.remedy = remedy;
  }
}

/** Whose time it is: what is left of a run bounds whatever it begins. */
export interface TimeLimit {
  readonly clock: { readonly now: () => Instant };
  readonly deadline: Instant | undefined;
}

/** Less time is left than this, in ms; as a rule, too little to begin anything. */
export const isLate = ({ clock, deadline }: TimeLimit, least: number = LEAST_TIME_LEFT): boolean =>
  deadline !== undefined && plus(clock.now(), least) > deadline;

export const outOfTime = (
  words = 'the time of this run is over, or nearly: the next run goes on from here',
): WorkStopped => new WorkStopped('out-of-time', words);

/** Also the reason of a signal that is aborted since time runs out, and not by a person. */
export const isOutOfTime = (reason: unknown): boolean => reason instanceof WorkStopped && reason.kind === 'out-of-time';

/**
 * Pages of a list, as long as there is time to ask for another one; the first is always asked for.
 * @throws WorkStopped `out-of-time`, which names `what` was listed
 */
export async function* inTime<T>(pages: AsyncIterable<T>, what: string, time: TimeLimit): AsyncIterable<T> {
  let isOver = false;
  for await (const page of pages) {
    if (isOver) throw outOfTimeToList(what);
    yield page;
    isOver = isLate(time);
  }
}

export const outOfTimeToList = (what: string): WorkStopped =>
  outOfTime(`the time of this run was over before all ${what} were listed: nobody was looked at for want of them`);
