import type { RunResult } from '../../app/results/result.ts';
import type { UserStatus } from '../../app/results/user-status.ts';

/** The one object that `status --json` prints. Changes to it raise `schemaVersion`. */
export interface StatusResult
  extends Pick<
    RunResult,
    'runId' | 'startedAt' | 'finishedAt' | 'incomplete' | 'accounts' | 'usersNotFound' | 'remarks' | 'apiCalls'
  > {
  readonly schemaVersion: 1;
  /** Users and keys that were found; `users` holds those that the filters left. */
  readonly found: { readonly users: number; readonly keys: number };
  /** Oldest key first. */
  readonly users: readonly UserStatus[];
}

/** Without the users, who are added as they come. */
export const statusResultOf = (
  { runId, startedAt, finishedAt, incomplete, accounts, usersNotFound, remarks, apiCalls }: RunResult,
  { found, users }: Pick<StatusResult, 'found' | 'users'>,
): StatusResult => ({
  schemaVersion: 1,
  runId,
  startedAt,
  finishedAt,
  incomplete,
  found,
  accounts,
  users: users.toSorted(byOldestKey),
  usersNotFound,
  remarks,
  apiCalls,
});

/** Keys of unknown age come last; users of one age by account and name. */
export const byOldestKey = (a: UserStatus, b: UserStatus): number => {
  const [first, second] = [oldestOf(a), oldestOf(b)];
  if (first !== second) return first < second ? -1 : 1;
  return `${a.account}/${a.user}` < `${b.account}/${b.user}` ? -1 : 1;
};

/** A text that sorts as the moment does. */
const oldestOf = ({ keys }: UserStatus): string =>
  keys.reduce((oldest, { createdAt }) => (createdAt !== null && createdAt < oldest ? createdAt : oldest), '~');
