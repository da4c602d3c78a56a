import type { UserStatus } from '../../app/results/user-status.ts';
import { fittedTo, keyLines, underUser, userTitle } from '../render/user-block.ts';
import { headingFor } from '../render/user-groups.ts';
import type { Style } from '../terminal/style.ts';

/** One user of a list: who, each key on a line of its own, what becomes of them, whom mails go to, what comes next. */
export const userLines = (style: Style, status: UserStatus): readonly string[] => {
  const { user, account, accountName, keys } = status;
  const [first = '', ...others] = fittedTo(style, userTitle(user, account, accountName), '  ', '    ');
  return [
    '',
    `${markOf(style, status)} ${style.bold(first.trim())}`,
    ...others.map(style.bold),
    ...keyLines(style, keys),
    ...underUser(style, stateWords(status)),
    ...remedyLines(style, status),
    ...underUser(style, `${ownerWords(status)}${nextWords(status)}`).map(style.dim),
  ];
};

const markOf = ({ symbols, red, yellow, green, dim }: Style, { state }: UserStatus): string => {
  if (state === 'failed') return red(symbols.failed);
  if (state === 'blocked') return yellow(symbols.warning);
  return state === 'planned' || state === 'done' ? green(symbols.done) : dim(symbols.dot);
};

const stateWords = ({ state, step, message }: UserStatus): string => {
  if (state === 'exempt' || state === 'not-due') return capitalized(message);
  if (state === 'planned' || state === 'done') return `${headingFor(step)} (${step}): ${message}`;
  return `${stateTitles[state]}: ${message}`;
};

/** What a person can do, where one is needed. */
const remedyLines = (style: Style, { state, remedy }: UserStatus): readonly string[] => {
  if (remedy === undefined || (state !== 'blocked' && state !== 'failed')) return [];
  return fittedTo(style, remedy, `    ${style.symbols.arrow} `, '      ').map(style.cyan);
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
