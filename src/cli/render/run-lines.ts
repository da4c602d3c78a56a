import type { AccountResult, RunResult } from '../../app/results/result.ts';
import type { Style } from '../terminal/style.ts';
import { wrapped, wrapTo } from './wrap.ts';

/** More than that is left to `--json`. */
const MOST_ACCOUNTS = 12;
const MOST_REMARKS = 8;

export const remarkLines = (style: Style, remarks: readonly string[]): string[] => {
  const hidden = remarks.length - MOST_REMARKS;
  return [
    ...remarks.slice(0, MOST_REMARKS).flatMap((remark) => wrapped(style, style.yellow(style.symbols.warning), remark)),
    ...(hidden > 0 ? [style.dim(`  ${style.symbols.ellipsis} and ${hidden} more; --json shows all`)] : []),
  ];
};

export const failedAccounts = (style: Style, accounts: readonly AccountResult[]): string[] => {
  const failed = accounts.filter(({ outcome }) => outcome === 'failed' || outcome === 'interrupted');
  if (failed.length === 0) return [];
  const shown = failed.slice(0, MOST_ACCOUNTS);
  const hidden = failed.length - shown.length;
  return [
    '',
    `${style.red(style.symbols.failed)} ${style.bold(`Accounts not finished (${failed.length})`)}`,
    ...shown.flatMap(({ id, name, outcome, error, remedy }) => [
      ...wrapTo(`  ${id} ${name}: ${error ?? outcome}`, style.columns - 1, '    '),
      ...(remedy === undefined ? [] : wrapped(style, `    ${style.symbols.arrow}`, remedy).map(style.cyan)),
    ]),
    ...(hidden > 0 ? [`  ${style.dim(`${style.symbols.ellipsis} and ${hidden} more; --json shows all`)}`] : []),
  ];
};

export const incompleteLines = (
  style: Style,
  { incomplete, accounts }: Pick<RunResult, 'incomplete' | 'accounts'>,
): string[] => {
  if (!incomplete) return [];
  const missing = accounts.filter(({ outcome }) => outcome === 'failed' || outcome === 'interrupted').length;
  const what = missing > 0 ? `${plural(missing, 'account')} not finished` : 'not every account was seen';
  const text = `INCOMPLETE: ${what}. Do not take this for the whole organization.`;
  return wrapTo(text, style.columns - 1).map((line) => style.red(style.bold(line)));
};

export const unknownLines = (style: Style, names: readonly string[]): string[] =>
  names.length === 0
    ? []
    : wrapped(style, style.red(style.symbols.failed), `Found in no account that was seen: ${names.join(', ')}`);

export const callLines = (
  style: Style,
  { apiCalls, startedAt, finishedAt }: Pick<RunResult, 'apiCalls' | 'startedAt' | 'finishedAt'>,
): string[] => {
  const seconds = Math.max(0, Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000));
  const text = `${plural(apiCalls.total, 'request')} to AWS, ${apiCalls.writes} of them writes, in ${seconds} s`;
  return wrapTo(text, style.columns - 1).map(style.dim);
};

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
