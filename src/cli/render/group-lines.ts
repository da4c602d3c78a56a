import type { AccountResult } from '../../app/results/result.ts';
import type { Style } from '../terminal/style.ts';
import { fitsTable, tableLines } from './table.ts';
import { fittedTo, keyLines, type ShownKey, underUser, userTitle, useWords } from './user-block.ts';
import type { ShownUser, UserGroup } from './user-groups.ts';
import { wrapped } from './wrap.ts';

/** Rows shown under one heading; `--all` shows all. */
const MOST_ROWS = 12;

interface GroupOptions {
  readonly accounts: readonly AccountResult[];
  readonly isAll: boolean;
  readonly isWide: boolean;
}

/**
 * Headings, each with its users, oldest key first, and what to do about them: as tables, where all of them leave room
 * for the reasons; otherwise as a few lines a user.
 */
export const groupsLines = (style: Style, groups: readonly UserGroup[], options: GroupOptions): string[] => {
  const names = new Map(options.accounts.map(({ id, name }) => [id, name]));
  const blocks = groups.map((group) => ({ group, blocks: blocksOf(group, { ...options, names }) }));
  const areTables = blocks.every((each) => each.blocks.every(({ rows }) => fitsTable(style, COLUMNS, rows.map(cells))));
  const show = areTables ? tableOf : stanzasOf;
  return blocks.flatMap(({ group, blocks: each }) => [
    '',
    `${mark(style, group.kind)} ${style.bold(`${group.title} (${group.users.length})`)}`,
    ...each.flatMap((block, index) => [...(index === 0 ? [] : ['']), ...show(style, block), ...ending(style, block)]),
  ]);
};

const COLUMNS = [
  { head: 'ACCOUNT', most: 32 },
  { head: 'USER', most: 28 },
  { head: 'KEYS', most: 60 },
  { head: 'WHY', most: 100 },
];

/** Users of whom the same can be done. */
interface Block {
  readonly remedy: string;
  readonly rows: readonly Row[];
  /** Users who are left out. */
  readonly hidden: number;
}

interface Row {
  readonly user: ShownUser;
  readonly accountName: string;
  /** Of the same account, of whom the same is said. */
  readonly others: number;
  readonly isWide: boolean;
}

const blocksOf = (
  { users }: UserGroup,
  { names, isAll, isWide }: GroupOptions & { readonly names: ReadonlyMap<string, string> },
): readonly Block[] =>
  [...grouped(users.toSorted(byAge), ({ remedy = '' }) => remedy)].map(([remedy, alike]) => {
    const folded = foldedByAccount(alike);
    const most = isAll ? folded.length : MOST_ROWS;
    return {
      remedy,
      rows: folded.slice(0, most).map((row) => ({ ...row, accountName: names.get(row.user.account) ?? '', isWide })),
      hidden: folded.slice(most).reduce((sum, { others }) => sum + 1 + others, 0),
    };
  });

/** Oldest key first; what a list cuts off is the youngest. */
const byAge = (a: ShownUser, b: ShownUser): number => ageOf(b) - ageOf(a);

const ageOf = ({ keys }: ShownUser): number => Math.max(-1, ...keys.map(({ ageDays }) => ageDays ?? -1));

/** What is said of an account as a whole has one row, whoever it is said of. */
const foldedByAccount = (users: readonly ShownUser[]): readonly Pick<Row, 'user' | 'others'>[] => {
  const alike = grouped(users, ({ account, reason, user }) =>
    reason === 'keys-denied' ? account : `${account} ${user}`,
  );
  return [...alike.values()].flatMap(([user, ...others]) =>
    user === undefined ? [] : [{ user, others: others.length }],
  );
};

const grouped = (
  users: readonly ShownUser[],
  nameOf: (user: ShownUser) => string,
): ReadonlyMap<string, readonly ShownUser[]> => {
  const groups = new Map<string, ShownUser[]>();
  for (const user of users) {
    const group = groups.get(nameOf(user)) ?? [];
    group.push(user);
    groups.set(nameOf(user), group);
  }
  return groups;
};

const tableOf = (style: Style, { rows }: Block): readonly string[] => tableLines(style, COLUMNS, rows.map(cells));

const cells = (row: Row): readonly string[] => {
  const { account, keys, message } = row.user;
  return [
    row.accountName === '' ? account : `${account} ${row.accountName}`,
    who(row),
    keys.map((key) => keyText(key, row.isWide)).join('\n'),
    message,
  ];
};

const who = ({ user: { user }, others }: Row): string => (others === 0 ? user : `${user} and ${others} more`);

const stanzasOf = (style: Style, { rows }: Block): readonly string[] =>
  rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...fittedTo(style, userTitle(who(row), row.user.account, row.accountName), '  ', '    '),
    ...keyLines(style, row.user.keys),
    ...underUser(style, row.user.message),
  ]);

const ending = (style: Style, { hidden, remedy }: Block): readonly string[] => [
  ...(hidden > 0 ? [`  ${style.dim(`${style.symbols.ellipsis} and ${hidden} more; --all shows all`)}`] : []),
  ...(remedy === '' ? [] : wrapped(style, `  ${style.symbols.arrow}`, remedy).map(style.cyan)),
];

/** The end of the key's id, or all of it, its age and last use. */
const keyText = ({ id, status, ageDays, lastUsedDays }: ShownKey, isWide: boolean): string => {
  const name = id === null ? '?' : isWide ? id : id.slice(-4);
  const use = useWords(lastUsedDays);
  return `${name} ${ageDays ?? '?'} d, ${status === 'Active' ? use : `inactive, ${use}`}`;
};

const mark = (style: Style, kind: UserGroup['kind']): string => {
  if (kind === 'failed') return style.red(style.symbols.failed);
  if (kind === 'blocked') return style.yellow(style.symbols.warning);
  return kind === 'act' ? style.green(style.symbols.done) : style.dim(style.symbols.dot);
};
