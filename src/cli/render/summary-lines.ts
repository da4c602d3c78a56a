import { type ExemptionResult, exemptionTerms } from '../../app/results/exemption-result.ts';
import type { AccountResult, RunResult, Summary } from '../../app/results/result.ts';
import type { Policy } from '../../core/policy.ts';
import { printableDeep } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { groupLines } from './group-lines.ts';
import { nextSteps } from './next-steps.ts';
import { groupUsers } from './user-groups.ts';
import { wrapped, wrapTo } from './wrap.ts';

const MOST_ACCOUNTS = 12;
const MOST_EXEMPTIONS = 8;

/** A run for people: who, what, why and what to do next. */
export const summaryLines = (style: Style, raw: RunResult, policy: Policy): string[] => {
  const result = printableDeep(raw, { isAscii: !style.isUnicode });
  const groups = groupUsers(result.mode, [...result.users, ...result.waiting]);
  return [
    ...groups.flatMap((group) => groupLines(style, group, result.accounts)),
    ...failedAccounts(style, result.accounts),
    ...exemptionLines(style, result.exemptions),
    '',
    ...incompleteLines(style, result),
    ...unknownLines(style, result.usersNotFound),
    ...wrapTo(countsLine(style, result), style.columns - 1).map(style.bold),
    style.dim(callsLine(result)),
    ...remarkLines(style, result.remarks),
    ...nextSteps(style, result, policy),
  ];
};

const MOST_REMARKS = 8;

const remarkLines = (style: Style, remarks: readonly string[]): string[] => {
  const hidden = remarks.length - MOST_REMARKS;
  return [
    ...remarks.slice(0, MOST_REMARKS).flatMap((remark) => wrapped(style, style.yellow(style.symbols.warning), remark)),
    ...(hidden > 0 ? [style.dim(`  ${style.symbols.ellipsis} and ${hidden} more; --json shows all`)] : []),
  ];
};

const failedAccounts = (style: Style, accounts: readonly AccountResult[]): string[] => {
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

/** Whom the settings leave alone, by whose word, and until when. */
const exemptionLines = (style: Style, exemptions: readonly ExemptionResult[]): string[] => {
  if (exemptions.length === 0) return [];
  const hidden = exemptions.length - MOST_EXEMPTIONS;
  return [
    '',
    `${style.dim(style.symbols.dot)} ${style.bold(`Exemptions (${exemptions.length})`)}`,
    ...exemptions
      .slice(0, MOST_EXEMPTIONS)
      .flatMap((rule) => wrapTo(`  ${rule.by} ${rule.value}: ${exemptionTerms(rule)}`, style.columns - 1, '    '))
      .map(style.dim),
    ...(hidden > 0 ? [`  ${style.dim(`${style.symbols.ellipsis} and ${hidden} more; --json shows all`)}`] : []),
  ];
};

const incompleteLines = (style: Style, { incomplete, accounts }: RunResult): string[] => {
  if (!incomplete) return [];
  const missing = accounts.filter(({ outcome }) => outcome === 'failed' || outcome === 'interrupted').length;
  const what = missing > 0 ? `${plural(missing, 'account')} not finished` : 'not every account was seen';
  return [style.red(style.bold(`INCOMPLETE: ${what}. Do not take this for the whole organization.`))];
};

const unknownLines = (style: Style, names: readonly string[]): string[] =>
  names.length === 0
    ? []
    : wrapped(style, style.red(style.symbols.failed), `Found in no account that was seen: ${names.join(', ')}`);

const countsLine = (style: Style, { summary, mode }: RunResult): string => {
  const would = mode === 'plan' ? 'to ' : '';
  const acts: readonly [keyof Summary, string][] = [
    ['rotated', mode === 'plan' ? 'rotate' : 'rotated'],
    ['deactivated', mode === 'plan' ? 'deactivate' : 'deactivated'],
    ['deleted', mode === 'plan' ? 'delete' : 'deleted'],
    ['warned', mode === 'plan' ? 'warn' : 'warned'],
    ['told', mode === 'plan' ? 'tell' : 'told'],
  ];
  const counted = acts.filter(([name]) => summary[name] > 0).map(([name, word]) => `${summary[name]} ${would}${word}`);
  const states: readonly (keyof Summary)[] = ['blocked', 'exempt', 'failed'];
  return [
    plural(summary.accounts, 'account'),
    plural(summary.users, 'user'),
    plural(summary.keys, 'key'),
    `${summary.due} due`,
    ...(summary.overdue > 0 ? [`${summary.overdue} over the period`] : []),
    ...counted,
    ...states.filter((name) => summary[name] > 0).map((name) => `${summary[name]} ${name}`),
  ].join(` ${style.symbols.dot} `);
};

const callsLine = ({ apiCalls, startedAt, finishedAt }: RunResult): string => {
  const seconds = Math.max(0, Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000));
  return `${plural(apiCalls.total, 'request')} to AWS, ${apiCalls.writes} of them writes, in ${seconds} s`;
};

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
