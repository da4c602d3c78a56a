import type { KeyOfStatus, UserStatus } from '../../app/results/user-status.ts';
import { wrap } from '../../text/wrap.ts';
import { headingFor } from '../render/user-groups.ts';
import type { Style } from '../terminal/style.ts';

/** One user of a list: who, each key on a line of its own, what becomes of them, whom mails go to, what comes next. */
export const userLines = (style: Style, status: UserStatus): readonly string[] => {
  const { user, account, accountName, keys } = status;
  const fitted = (text: string, first: string, rest: string): readonly string[] =>
    wrap(text, { width: style.columns - 1, first, rest });
  const title = `${user}, account ${account}${accountName === '' ? '' : ` (${accountName})`}`;
  return [
    '',
    ...withMark(style, status, fitted(title, '  ', '    ')),
    ...keys.flatMap((key) => fitted(keyWords(key), `  ${ageOf(key)}  `, ' '.repeat(11))),
    ...fitted(stateWords(status), '    ', '      '),
    ...remedyLines(style, status),
    ...fitted(`${ownerWords(status)}${nextWords(status)}`, '    ', '      ').map(style.dim),
  ];
};

const withMark = (style: Style, status: UserStatus, [first = '', ...others]: readonly string[]): readonly string[] => [
  `${markOf(style, status)} ${style.bold(first.trim())}`,
  ...others.map(style.bold),
];

const markOf = ({ symbols, red, yellow, green, dim }: Style, { state }: UserStatus): string => {
  if (state === 'failed') return red(symbols.failed);
  if (state === 'blocked') return yellow(symbols.warning);
  return state === 'planned' || state === 'done' ? green(symbols.done) : dim(symbols.dot);
};

const ageOf = ({ ageDays }: KeyOfStatus): string => `${ageDays ?? '?'} d`.padStart(7);

const keyWords = ({ id, role, status, lastUsedDays }: KeyOfStatus): string =>
  [
    id ?? 'key of unknown id',
    ...(role === null ? [] : [role]),
    ...(status === 'Active' ? [] : ['switched off']),
    lastUsedDays === null ? 'no use known' : lastUsedDays === 0 ? 'used today' : `used ${lastUsedDays} d ago`,
  ].join(', ');

const stateWords = ({ state, step, message }: UserStatus): string => {
  if (state === 'exempt' || state === 'not-due') return capitalized(message);
  if (state === 'planned' || state === 'done') return `${headingFor(step)} (${step}): ${message}`;
  return `${stateTitles[state]}: ${message}`;
};

/** What a person can do, where one is needed. */
const remedyLines = (style: Style, { state, remedy }: UserStatus): readonly string[] => {
  if (remedy === undefined || (state !== 'blocked' && state !== 'failed')) return [];
  return wrap(remedy, { width: style.columns - 1, first: `    ${style.symbols.arrow} `, rest: '      ' }).map(
    style.cyan,
  );
};

const stateTitles = {
  waiting: 'Waiting',
  blocked: 'Blocked, a person is needed',
  failed: 'Failed',
  busy: 'Left for the next run',
  changed: 'Left for the next run',
  interrupted: 'Interrupted',
} as const;

const ownerWords = ({ owner: { addresses, from, toldAt }, keys }: UserStatus): string => {
  if (from === 'tags-unread') return 'owner: by a tag that was not read';
  if (from === 'nowhere') return 'owner: nobody is known';
  const hasCurrent = keys.some(({ role }) => role === 'current');
  const told = toldAt === undefined ? (hasCurrent ? ', NOT told' : '') : `, told ${dayOf(toldAt)}`;
  return `owner: ${addresses.join(', ')}${told}`;
};

/** The earliest of the dates ahead, and of the end of a wait. */
const nextWords = ({ dates, until }: UserStatus): string => {
  const [next] = dates;
  if (until !== undefined && (next === undefined || until < next.at)) return `; next date: ${dayOf(until)}`;
  if (next === undefined) return '';
  const key = next.key ?? 'the key';
  return `; next date: ${dayOf(next.at)}, ${next.what === 'due' ? `${key} is due` : `${next.what} of ${key}`}`;
};

const dayOf = (iso: string): string => iso.slice(0, 10);

const capitalized = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
