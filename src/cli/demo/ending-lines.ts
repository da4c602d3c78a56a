import { wrapTo } from '../render/wrap.ts';
import type { Style } from '../terminal/style.ts';
import type { DemoOutcome, Interrupted } from './figures.ts';
import type { DemoReport } from './report.ts';
import type { TooOld } from './why-too-old.ts';
import { number, plural, some } from './words.ts';

/** How it all ended: what it took, then the verdict, which has to be on the last screen of the smallest terminal. */
export const endingLines = (style: Style, report: DemoReport): string[] => {
  const { mails, requests, days, seconds } = report;
  return [
    labelled(style, 'Requests to AWS', `${number(requests.total)}, ${number(requests.writes)} of them writes`),
    labelled(style, 'Time', `${plural(days, 'simulated day')} in ${seconds.toFixed(1)} s`),
    labelled(style, 'Mails sent', number(mails.sent)),
    `  The mails, as owners got them: ${style.cyan(mails.index)}`,
    '',
    ...blockedLines(style, report),
    '',
    ...verdictLines(style, report),
  ];
};

const verdictLines = (style: Style, { before, after }: DemoReport): string[] => {
  const figure = style.bold(`${before.keysTooOld} ${style.symbols.arrow} ${after.keysTooOld}`);
  return [
    labelled(style, 'Applications interrupted', interruptions(style, after)),
    ...after.interrupted.map((each) => interruptedLine(style, each)),
    labelled(style, 'Keys over 90 days', `${figure}${personWords(after)}`),
    ...after.whyTooOld
      .toSorted((a, b) => Number(b.needsPerson) - Number(a.needsPerson) || b.keys - a.keys)
      .flatMap((each) => whyLines(style, each)),
  ];
};

/** How many of the keys that are left only a person can help. */
const personWords = ({ keysTooOld, whyTooOld }: DemoOutcome): string => {
  const waiting = whyTooOld.filter(({ needsPerson }) => needsPerson).reduce((sum, { keys }) => sum + keys, 0);
  if (waiting === 0) return '';
  return waiting === keysTooOld ? ', and each of them needs a person:' : `, and ${waiting} of them need a person:`;
};

const LABEL = 26;

const labelled = (style: Style, label: string, text: string): string => `  ${style.bold(label.padEnd(LABEL))}${text}`;

const whyLines = (style: Style, { why, keys, users, needsPerson }: TooOld): string[] => {
  const names = users.length > 3 ? '' : `: ${some(users, 3)}`;
  const lines = wrapTo(`${String(keys).padStart(10)}  ${why}${names}`, style.columns, ' '.repeat(12));
  return needsPerson ? lines : lines.map(style.dim);
};

const blockedLines = (style: Style, { blocked }: DemoReport): string[] => {
  const count = blocked.reduce((sum, { users }) => sum + users.length, 0);
  return [
    labelled(style, 'Blocked users', String(count)),
    ...blocked.flatMap(({ message, remedy, users }) => [
      ...wrapTo(`${String(users.length).padStart(10)}  ${message}: ${some(users, 3)}`, style.columns, ' '.repeat(12)),
      ...remedyLines(style, remedy),
    ]),
  ];
};

const remedyLines = (style: Style, remedy: string | undefined): string[] =>
  remedy === undefined
    ? []
    : wrapTo(`${style.symbols.arrow} ${remedy}`, style.columns - 12).map(
        (line) => `${' '.repeat(12)}${style.cyan(line)}`,
      );

const interruptions = (style: Style, { applications, signIns, interrupted }: DemoOutcome): string => {
  const of = `of ${number(applications)}, in ${plural(signIns, 'sign-in')}`;
  return interrupted.length === 0 ? `${style.green(style.bold('0'))} ${of}` : style.red(`${interrupted.length} ${of}`);
};

const interruptedLine = (style: Style, { account, user, accessKeyId, since, code, times }: Interrupted): string =>
  style.red(
    `  ${' '.repeat(8)}${user} in ${account}: ${accessKeyId} refused since day ${since}, ${times} times (${code})`,
  );
