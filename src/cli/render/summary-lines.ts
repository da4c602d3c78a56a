import { type ExemptionResult, exemptionTerms } from '../../app/results/exemption-result.ts';
import type { RunResult, Summary, UserResult } from '../../app/results/result.ts';
import type { UserStatus } from '../../app/results/user-status.ts';
import type { Policy } from '../../core/policy.ts';
import { type ListView, plainView } from '../list/list-view.ts';
import { shownLines } from '../list/shown-lines.ts';
import { isShown } from '../list/user-filter.ts';
import { printableDeep } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { groupsLines } from './group-lines.ts';
import { nextSteps } from './next-steps.ts';
import { callLines, failedAccounts, incompleteLines, plural, remarkLines, unknownLines } from './run-lines.ts';
import { groupOthers, groupUsers } from './user-groups.ts';
import { wrapTo } from './wrap.ts';

const MOST_EXEMPTIONS = 8;

/** A run for people: who, what, why and what to do next. */
export const summaryLines = (
  style: Style,
  raw: RunResult,
  { policy, view = plainView }: { readonly policy: Policy; readonly view?: ListView },
): string[] => {
  const result = printableDeep(raw, { isAscii: !style.isUnicode });
  const { isAll, isWide, filter } = view;
  const lines = [...result.users, ...result.waiting];
  const others = isAll ? withoutLine(printableDeep(view.listed, { isAscii: !style.isUnicode }), lines) : [];
  const shownOthers = others.filter((user) => isShown(filter, { ...user, isBlocked: false }));
  const shown = lines.filter((user) => isShown(filter, { ...user, isBlocked: user.outcome === 'blocked' }));
  const groups = [...groupOthers(shownOthers), ...groupUsers(result.mode, shown)];
  return [
    ...groupsLines(style, groups, { accounts: result.accounts, isAll, isWide }),
    ...failedAccounts(style, result.accounts),
    ...exemptionLines(style, result.exemptions),
    '',
    ...incompleteLines(style, result),
    ...unknownLines(style, result.usersNotFound),
    ...shownLines(style, { shown: shown.length + shownOthers.length, of: lines.length + others.length, filter }),
    ...wrapTo(countsLine(style, result), style.columns - 1).map(style.bold),
    ...callLines(style, result),
    ...remarkLines(style, result.remarks),
    ...nextSteps(style, result, policy),
  ];
};

/** Of the users with a key, those of whom the result has no line. */
const withoutLine = (listed: readonly UserStatus[], lines: readonly UserResult[]): readonly UserStatus[] => {
  const known = new Set(lines.map(({ account, user }) => `${account} ${user}`));
  return listed.filter(({ account, user }) => !known.has(`${account} ${user}`));
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
