import type { AccountResult, KeyResult, UserResult } from '../../app/results/result.ts';
import type { Style } from '../terminal/style.ts';
import { tableLines } from './table.ts';
import type { UserGroup } from './user-groups.ts';
import { wrapped } from './wrap.ts';

/** Rows shown under one heading; `--json` shows all. */
const MOST_ROWS = 12;

/** One heading, its users as a table, and what to do about them. */
export const groupLines = (style: Style, group: UserGroup, accounts: readonly AccountResult[]): string[] => {
  const heading = `${mark(style, group.kind)} ${style.bold(`${group.title} (${group.users.length})`)}`;
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const byRemedy = grouped(group.users);
  const blocks = [...byRemedy].map(([remedy, users]) => block(style, { remedy, users, names }));
  return ['', heading, ...blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))];
};

const remedyOf = (user: UserResult): string => user.remedy ?? '';

const grouped = (users: readonly UserResult[]): Map<string, UserResult[]> => {
  const groups = new Map<string, UserResult[]>();
  for (const user of users) groups.set(remedyOf(user), [...(groups.get(remedyOf(user)) ?? []), user]);
  return groups;
};

interface Block {
  readonly remedy: string;
  readonly users: readonly UserResult[];
  readonly names: ReadonlyMap<string, string>;
}

const block = (style: Style, { remedy, users, names }: Block): string[] => {
  const columns = [
    { head: 'ACCOUNT', most: style.columns < 100 ? 12 : 32 },
    { head: 'USER', most: style.columns < 100 ? 20 : 28 },
    { head: 'KEYS', most: style.columns < 100 ? 24 : 40 },
    { head: 'WHY', most: 100 },
  ];
  const folded = foldedByAccount(users);
  const shown = folded.slice(0, MOST_ROWS);
  const rows = shown.map(({ user, others }) => [
    accountCell(style, user.account, names),
    others === 0 ? user.user : `${user.user} and ${others} more`,
    keysCell(user.keys),
    user.message,
  ]);
  const hidden = folded.slice(MOST_ROWS).reduce((sum, { others }) => sum + 1 + others, 0);
  return [
    ...tableLines(style, columns, rows),
    ...(hidden > 0 ? [`  ${style.dim(`${style.symbols.ellipsis} and ${hidden} more; --json shows all`)}`] : []),
    ...(remedy === '' ? [] : wrapped(style, `  ${style.symbols.arrow}`, remedy).map(style.cyan)),
  ];
};

interface Row {
  readonly user: UserResult;
  /** Of the same account, of whom the same is said. */
  readonly others: number;
}

/** What is said of an account as a whole has one row, whoever it is said of. */
const foldedByAccount = (users: readonly UserResult[]): readonly Row[] => {
  const first = new Map<string, UserResult>();
  const of = ({ account, reason, user }: UserResult): string =>
    reason === 'keys-denied' ? account : `${account} ${user}`;
  for (const user of users) if (!first.has(of(user))) first.set(of(user), user);
  return [...first].map(([name, user]) => ({ user, others: users.filter((each) => of(each) === name).length - 1 }));
};

const accountCell = (style: Style, id: string, names: ReadonlyMap<string, string>): string => {
  const name = names.get(id) ?? '';
  return style.columns < 100 || name === '' ? id : `${id} ${name}`;
};

/** The end of the key's id, its age and last use, one key a line. */
const keysCell = (keys: readonly KeyResult[]): string => keys.map(keyText).join('\n');

const keyText = ({ id, status, ageDays, lastUsedDays }: KeyResult): string => {
  const use = lastUsedDays === null ? 'no use known' : lastUsedDays === 0 ? 'used today' : `used ${lastUsedDays} d ago`;
  return `${id.slice(-4)} ${ageDays} d, ${status === 'Active' ? use : `inactive, ${use}`}`;
};

const mark = (style: Style, kind: UserGroup['kind']): string => {
  if (kind === 'failed') return style.red(style.symbols.failed);
  if (kind === 'blocked') return style.yellow(style.symbols.warning);
  return kind === 'act' ? style.green(style.symbols.done) : style.dim(style.symbols.dot);
};
