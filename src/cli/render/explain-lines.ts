import type { ExplainResult } from '../../app/acts/explain-result.ts';
import type { ExplainedStep } from '../../app/acts/explained-step.ts';
import { wrap } from '../../text/wrap.ts';
import { printableDeep } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { keyRows, momentOf, ownerText, type Row, secretRows } from './explain-rows.ts';
import { headingFor } from './user-groups.ts';

/** How wide the names at the left are. */
const LABEL = 11;

/** All that is said of one user: the answer first, then the facts, then each rule up to the one that decided. */
export const explainLines = (style: Style, given: ExplainResult, columns = style.columns): readonly string[] => {
  const result = printableDeep(given, { isAscii: !style.isUnicode });
  const { account, user, keys, secret, dates, policy, remarks } = result;
  const width = Math.min(columns, style.columns);
  const section = (title: string, rows: readonly Row[]): readonly string[] =>
    rows.length === 0 ? [] : ['', style.bold(title), ...rows.flatMap((row) => rowLines(width, row))];
  return [
    ...wrap(`${user.name} in account ${account.id} (${account.name}), ${momentOf(result.at)} UTC`, {
      width,
      first: '',
      rest: '  ',
    }).map(style.bold),
    '',
    ...answerLines(style, result, width),
    ...section('User', userRows(result)),
    ...keys.flatMap((key) => section(`Key ${key.id}`, keyRows(key))),
    ...section('Secret', secretRows(secret)),
    ...section(
      'Not before',
      dates.map(({ what, key, at }) => [momentOf(at).slice(0, 10), `${dateWords[what]} ${key}`]),
    ),
    ...['', style.bold('Rules, in order'), ...ruleLines(style, result, width)],
    ...section(
      'Settings',
      policy.map(({ setting, value, from }) => ['', `${setting} ${value} (${from})`]),
    ),
    ...remarks.flatMap((remark) => wrap(remark, { width, first: `${style.symbols.warning} `, rest: '  ' })),
  ];
};

const dateWords = { due: 'due:', deactivation: 'deactivation of', deletion: 'deletion of' } as const;

const rowLines = (width: number, [label, text]: Row): readonly string[] => {
  const rest = ' '.repeat(label === '' ? 4 : LABEL + 2);
  return wrap(text, { width, first: label === '' ? '  ' : `  ${label.padEnd(LABEL)}`, rest });
};

const answerLines = (style: Style, result: ExplainResult, width: number): readonly string[] => {
  const { plan, accountError } = result;
  const { key, message, remedy, until, reason } = plan;
  const error = accountError && `The plan does not reach this user: ${accountError.message}`;
  const remedies = [accountError?.remedy, remedy].filter((text) => text !== undefined);
  const answer = `${headingOf(plan)}${key === undefined ? '' : ` (${plan.step} ${key})`}: ${message}`;
  return [
    ...(error === undefined ? [] : fitted(error, `${style.symbols.failed} `, width).map(style.red)),
    ...fitted(answer, `${markOf(style, plan)} `, width),
    ...remedies.flatMap((text) => fitted(text, `  ${style.symbols.arrow} `, width).map(style.cyan)),
    ...(until === undefined ? [] : fitted(`until ${momentOf(until)} UTC`, '  ', width)),
    `  ${style.dim(`reason ${reason}`)}`,
  ];
};

const fitted = (text: string, mark: string, width: number): readonly string[] =>
  wrap(text, { width, first: mark, rest: ' '.repeat(mark.length) });

const headingOf = ({ step, tone, outcome }: ExplainedStep): string => {
  if (outcome === 'failed') return 'Failed';
  if (tone === 'blocked') return 'Blocked, a person is needed';
  if (step !== 'NOTHING') return headingFor(step);
  return tone === 'wait' ? 'Waiting' : 'Nothing to do';
};

const markOf = ({ symbols }: Style, { tone, outcome }: ExplainedStep): string => {
  if (outcome === 'failed') return symbols.failed;
  if (tone === 'blocked') return symbols.warning;
  return tone === 'act' ? symbols.done : symbols.dot;
};

const userRows = ({ user, owner, exemption, secret }: ExplainResult): readonly Row[] => [
  ['name', user.name],
  ['id', user.id],
  ['path', user.path],
  ['owner', ownerText(owner)],
  ['told', toldText(owner.toldAt, secret?.current)],
  ...(user.isHeld ? [['held', 'by the tag keyturn:hold of the user'] as const] : []),
  ...(exemption === undefined ? [] : [['exempt', exemptionText(exemption)] as const]),
];

const toldText = (toldAt: string | undefined, current = 'placeholder'): string => {
  if (toldAt !== undefined) return `of the current key, ${momentOf(toldAt)}`;
  if (current === 'placeholder') return 'of no key: keyturn made none yet';
  return 'NOT of the current key: no mail about it is noted as accepted';
};

const exemptionText = ({ by, value, reason, approver, until }: NonNullable<ExplainResult['exemption']>): string =>
  [
    by === 'no-tag' ? `without the tag ${value}` : `by ${by} ${value}`,
    ...(reason === undefined ? [] : [`reason: ${reason}`]),
    ...(approver === undefined ? [] : [`approved by ${approver}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ].join('; ');

const answers = { passed: 'no', decided: 'yes, and this decides', changed: 'yes, and this changes it' } as const;

const ruleLines = (style: Style, { rules }: ExplainResult, width: number): readonly string[] =>
  rules.flatMap(({ name, asks, answer }) => {
    const lines = wrap(`${name}: ${asks} ${answers[answer]}`, { width, first: '  ', rest: '    ' });
    return answer === 'passed' ? lines.map(style.dim) : lines;
  });
