import type { ProbeResult } from '../../app/probe/probe.ts';
import type { ProbeOutcome, ProbeRow } from '../../app/probe/probe-row.ts';
import { type Column, tableLines } from '../render/table.ts';
import { wrapped, wrapTo } from '../render/wrap.ts';
import { printableDeep } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';

const columns: readonly Column[] = [
  { head: 'ROW', most: 28 },
  { head: 'EXPECTED', most: 26 },
  { head: 'SEEN', most: 30 },
  { head: 'WHAT FOLLOWS', most: 60 },
];

/** What was tried, in the order in which it was; what is wrong, and what is left behind, stands last. */
export const probeLines = (style: Style, raw: ProbeResult): string[] => {
  const { account, region, secret, rows, leftOver, verdict } = printableDeep(raw, { isAscii: !style.isUnicode });
  const where = `account ${account.id} ${account.name}, ${region}`;
  return [
    ...wrapTo(secret === undefined ? where : `${where}, on ${secret}`, style.columns - 1),
    '',
    ...tableLines(
      style,
      columns,
      rows.map((row) => cells(style, row)),
    ),
    '',
    ...rows.filter(({ outcome }) => outcome === 'look-again').flatMap((row) => longLines(style, row)),
    ...leftOver.flatMap((left) => [
      ...wrapped(style, style.red(style.symbols.failed), `${left.secret} is left behind: ${left.why}`),
      `  ${style.symbols.arrow} ${left.command}`,
    ]),
    ...wrapTo(verdictWords(rows)[verdict], style.columns - 1).map((line) => painted(style, verdict)(line)),
  ];
};

const cells = (style: Style, { id, expected, seen, outcome, follows }: ProbeRow): string[] => [
  `${markOf(style, outcome)} ${id}`,
  expected,
  seen,
  outcome === 'look-again' ? 'look again tomorrow, as said below' : follows,
];

/** A command is not broken by a column. */
const longLines = (style: Style, { id, follows }: ProbeRow): string[] => [`${style.symbols.dot} ${id}: ${follows}`];

const markOf = ({ symbols }: Style, outcome: ProbeOutcome): string =>
  ({
    'as-expected': symbols.done,
    differs: symbols.warning,
    'apply-fails': symbols.failed,
    'fence-fails': symbols.failed,
    'not-seen': '?',
    'look-again': symbols.dot,
  })[outcome];

const verdictWords = (rows: readonly ProbeRow[]): Readonly<Record<ProbeResult['verdict'], string>> => {
  const named = (...outcomes: readonly ProbeOutcome[]): string =>
    rows
      .filter(({ outcome }) => outcomes.includes(outcome))
      .map(({ id }) => id)
      .join(', ');
  const fence = named('fence-fails');
  const others = named('apply-fails');
  return {
    'fence-holds': 'The fence holds: two workers cannot both act.',
    incomplete: `Not everything could be seen${named('not-seen') === '' ? '' : `: ${named('not-seen')}`}. Until it was, nobody knows whether apply is safe here.`,
    'do-not-apply': [
      ...(fence === '' ? [] : [`The fence does not hold (${fence}): do not apply.`]),
      ...(others === '' ? [] : [`apply would not work as it should (${others}): do not apply.`]),
    ].join(' '),
  };
};

const painted = (style: Style, verdict: ProbeResult['verdict']): ((text: string) => string) =>
  ({ 'fence-holds': style.green, incomplete: style.yellow, 'do-not-apply': style.red })[verdict];
