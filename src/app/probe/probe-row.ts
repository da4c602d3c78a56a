import type { ProbeRowId } from './probe-rows.ts';

export type ProbeOutcome =
  | 'as-expected'
  /** Other than expected, and keyturn is safe with it: `follows` says what it costs. */
  | 'differs'
  /** Nothing would be broken, but `apply` could not work. */
  | 'apply-fails'
  /** Two workers could both act, or act too late. */
  | 'fence-fails'
  | 'not-seen'
  /** Cannot be seen in one sitting: `follows` says how to look again. */
  | 'look-again';

/** What one look at AWS showed. */
export interface ProbeSeen {
  readonly outcome: ProbeOutcome;
  readonly seen: string;
  /** Empty where nothing follows. */
  readonly follows: string;
  /** The right that a row lacked, as `secretsmanager:TagResource`. */
  readonly lacks?: string;
}

/** One line of the table that `keyturn check --probe` prints. */
export interface ProbeRow extends ProbeSeen {
  readonly id: ProbeRowId;
  readonly fact: string;
  readonly expected: string;
}

export const asExpected = (seen: string): ProbeSeen => ({ outcome: 'as-expected', seen, follows: '' });

export const otherwise = (
  outcome: Exclude<ProbeOutcome, 'as-expected' | 'not-seen'>,
  seen: string,
  follows: string,
): ProbeSeen => ({ outcome, seen, follows });

export const notSeen = (seen: string, follows: string): ProbeSeen => ({ outcome: 'not-seen', seen, follows });
