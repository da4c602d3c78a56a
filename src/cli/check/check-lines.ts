import { wrapped, wrapTo } from '../render/wrap.ts';
import { printableDeep } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import type { CheckResult } from './check-all.ts';
import type { Finding } from './finding.ts';

const MOST_GOOD_ACCOUNTS = 15;

/** What was looked at, for people; what is wrong stands last. */
export const checkLines = (style: Style, raw: CheckResult): string[] => {
  const { findings, accounts, keyHolders, dollarsAMonth } = printableDeep(raw, { isAscii: !style.isUnicode });
  const isGoodAccount = ({ subject, outcome }: Finding) => outcome === 'ok' && subject.startsWith('account ');
  const goodAccounts = findings.filter(isGoodAccount);
  const shown = findings.filter(
    (finding) => !isGoodAccount(finding) || goodAccounts.indexOf(finding) < MOST_GOOD_ACCOUNTS,
  );
  const hidden = findings.length - shown.length;
  const bad = findings.filter(({ outcome }) => outcome === 'failed').length;
  const byOutcome = (outcome: Finding['outcome']) => shown.filter((finding) => finding.outcome === outcome);
  return [
    ...byOutcome('ok').flatMap((finding) => lines(style, finding)),
    ...(hidden > 0 ? [style.dim(`  ${style.symbols.ellipsis} and ${hidden} accounts more, all well`)] : []),
    ...[...byOutcome('warning'), ...byOutcome('failed')].flatMap((finding) => lines(style, finding)),
    '',
    ...wrapTo(
      `${keyHolders} users hold keys in ${accounts} accounts: their secrets will cost up to $${dollarsAMonth.toFixed(2)} a month ($0.40 each), plus requests.`,
      style.columns - 1,
    ),
    bad === 0 ? style.green('apply can work.') : style.red(style.bold(`${bad} of ${findings.length} checks failed.`)),
  ];
};

const lines = (style: Style, { subject, outcome, message, remedy }: Finding): string[] => {
  const { done, warning, failed, arrow } = style.symbols;
  const mark = { ok: style.green(done), warning: style.yellow(warning), failed: style.red(failed) }[outcome];
  return [
    ...wrapped(style, mark, `${subject}: ${message}`),
    ...(remedy ? wrapped(style, `  ${arrow}`, remedy).map(style.cyan) : []),
  ];
};
