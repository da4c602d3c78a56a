import type { AccountId } from '../../core/keys.ts';
import type { Notice } from '../notices/digest.ts';
import type { RunResult, Summary, UserResult } from '../results/result.ts';
import type { NoticeRef, PendingMessage, Told } from '../run-bucket/documents.ts';
import { outcomesOf } from './merge-results.ts';

/** An obligation that was not met: its owner is not told yet, and no key of theirs is retired before that. */
export interface Undelivered extends NoticeRef {
  readonly failure: string;
}

/** Every obligation that the visits left in the outbox, less those whose acceptance was noted. */
export const undeliveredOf = (pending: readonly PendingMessage[], told: readonly Told[]): readonly Undelivered[] => {
  const notes = new Map(told.flatMap((each) => each.notes).map((note) => [idOf(note), note]));
  return pending
    .flatMap(({ notices }) => notices)
    .flatMap((noticeRef) => {
      const note = notes.get(idOf(noticeRef));
      if (note !== undefined && note.failure === undefined) return [];
      return [{ ...noticeRef, failure: note?.failure ?? 'the mail was not sent: a step of the run failed' }];
    });
};

const idOf = ({ user, key, kind }: NoticeRef): string => `${user} ${key} ${kind}`;

/** The result with the undelivered taken back: what counted as told or warned did not happen. */
export const withUndelivered = (
  account: AccountId,
  result: RunResult,
  undelivered: readonly Undelivered[],
): RunResult => {
  const byUser = new Map(undelivered.map((each) => [each.user, each]));
  const lines = result.users.map((user) => missedLine(user, byUser.get(user.user)));
  // Told of by a visit that left no word of its own: its mails are in the outbox all the same.
  const unseen = [...byUser.values()].filter(({ user }) => result.users.every((each) => each.user !== user));
  const users = [...lines, ...unseen.map((missed) => missedLine(emptyLine(account, missed), missed))];
  const missed = countNotices(undelivered);
  const summary: Summary = {
    ...result.summary,
    ...outcomesOf(users),
    told: result.summary.told - missed.told,
    warned: result.summary.warned - missed.warned,
  };
  return { ...result, users, summary };
};

const missedLine = (user: UserResult, missed: Undelivered | undefined): UserResult =>
  missed === undefined
    ? user
    : {
        ...user,
        outcome: 'failed',
        reason: 'mail-refused',
        message: `the owner is not told yet: ${missed.failure}`,
      };

const emptyLine = (account: AccountId, { user, kind }: Undelivered): UserResult => ({
  account,
  user,
  step: kind,
  reason: '',
  message: '',
  outcome: 'failed',
  keys: [],
});

/** Of so many obligations: which counters they count in. */
export const countNotices = (notices: readonly Pick<NoticeRef, 'kind'>[]): Pick<Summary, 'told' | 'warned'> => {
  const count = (counter: 'told' | 'warned') => notices.filter(({ kind }) => counterOf[kind] === counter).length;
  return { told: count('told'), warned: count('warned') };
};

const counterOf = {
  TELL: 'told',
  WARN: 'warned',
  ANNOUNCE: 'warned',
  REMIND: 'warned',
  // What became of a key is told beside the act, which is counted.
  TELL_DEACTIVATED: undefined,
  TELL_REACTIVATED: undefined,
  TELL_HANDOVER: undefined,
  ASK: 'warned',
} as const satisfies Readonly<Record<Notice['kind'], keyof Summary | undefined>>;
