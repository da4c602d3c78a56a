import { callLines, failedAccounts, incompleteLines, plural, remarkLines, unknownLines } from '../render/run-lines.ts';
import { wrapped, wrapTo } from '../render/wrap.ts';
import { printableDeep } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { shownLines } from './shown-lines.ts';
import type { StatusResult } from './status-result.ts';
import type { UserFilter } from './user-filter.ts';
import { userLines } from './user-lines.ts';

/** A list of users for people: every one of them, oldest key first, and how many there are. */
export const listLines = (style: Style, raw: StatusResult, filter: UserFilter): readonly string[] => {
  const result = printableDeep(raw, { isAscii: !style.isUnicode });
  return [
    ...result.users.flatMap((user) => userLines(style, user)),
    ...failedAccounts(style, result.accounts),
    '',
    ...incompleteLines(style, result),
    ...unknownLines(style, result.usersNotFound),
    ...shownLines(style, { shown: result.users.length, of: result.found.users, filter }),
    ...wrapTo(countsLine(style, result), style.columns - 1).map(style.bold),
    ...callLines(style, result),
    ...reportedLines(style, result),
    ...remarkLines(style, result.remarks),
  ];
};

const countsLine = (style: Style, { accounts, found }: StatusResult): string =>
  [plural(accounts.length, 'account'), `${plural(found.users, 'user')} with a key`, plural(found.keys, 'key')].join(
    ` ${style.symbols.dot} `,
  );

const reportedLines = (style: Style, { users }: StatusResult): readonly string[] => {
  const count = users.filter(({ seen, state }) => seen === 'reported' && state !== 'failed').length;
  if (count === 0) return [];
  const text = `${plural(count, 'user')} of these ${count === 1 ? 'waits' : 'wait'}, or nothing is due: told by the credential report, up to four hours old, and the list of secrets. A report tells no ids of keys, no tags and no groups; --user NAME looks at one live.`;
  return wrapped(style, style.dim(style.symbols.dot), text);
};
