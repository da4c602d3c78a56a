import { wrap } from '../../text/wrap.ts';
import type { Style } from '../terminal/style.ts';

/** A key as a list shows it. */
export interface ShownKey {
  /** `null`: unknown. */
  readonly id: string | null;
  readonly status: 'Active' | 'Inactive';
  readonly ageDays: number | null;
  readonly lastUsedDays: number | null;
  readonly role?: string | null;
}

/** As `deploy-bot, account 222222222222 (payments)`. */
export const userTitle = (user: string, account: string, accountName: string): string =>
  `${user}, account ${account}${accountName === '' ? '' : ` (${accountName})`}`;

/** One key a line, its age first, so that ages stand below each other. */
export const keyLines = (style: Style, keys: readonly ShownKey[]): readonly string[] =>
  keys.flatMap((key) => fittedTo(style, keyWords(key), `  ${`${key.ageDays ?? '?'} d`.padStart(7)}  `, ' '.repeat(11)));

/** Text under a user's name. */
export const underUser = (style: Style, text: string): readonly string[] => fittedTo(style, text, '    ', '      ');

export const fittedTo = (style: Style, text: string, first: string, rest: string): readonly string[] =>
  wrap(text, { width: style.columns - 1, first, rest });

const keyWords = ({ id, role, status, lastUsedDays }: ShownKey): string =>
  [
    id ?? 'key of unknown id',
    ...(role === undefined || role === null ? [] : [role]),
    ...(status === 'Active' ? [] : ['inactive']),
    useWords(lastUsedDays),
  ].join(', ');

export const useWords = (lastUsedDays: number | null): string => {
  if (lastUsedDays === null) return 'no use known';
  return lastUsedDays === 0 ? 'used today' : `used ${lastUsedDays} d ago`;
};
