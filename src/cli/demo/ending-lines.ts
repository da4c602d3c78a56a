import { wrap } from '../render/wrap.ts';
import type { Style } from '../style.ts';
import type { Interrupted, Outcome } from './figures.ts';
import type { Report } from './report.ts';
import type { TooOld } from './why-too-old.ts';
import { number, plural, some } from './words.ts';

/** How it all ended, in figures. */
export const endingLines = (style: Style, report: Report): string[] => {
  const { before, after, mails, requests, days, seconds } = report;
  const figure = `${before.keysTooOld} ${style.symbols.arrow} ${after.keysTooOld}`;
  return [
    labelled(style, 'Applications interrupted', interruptions(style, after)),
    ...after.interrupted.map((each) => interruptedLine(style, each)),
    labelled(style, 'Keys over 90 days', style.bold(figure)),
    ...after.whyTooOld
      .toSorted((a, b) => Number(b.needsPerson) - Number(a.needsPerson))
      .map((each) => whyLine(style, each)),
    ...shorterLines(style, report),
    ...blockedLines(style, report),
    labelled(style, 'Mails sent', number(mails.sent)),
    labelled(style, 'Requests to AWS', `${number(requests.total)}, ${number(requests.writes)} of them writes`),
    labelled(style, 'Time', `${plural(days, 'simulated day')} in ${seconds.toFixed(1)} s`),
    '',
    `  The mails, as owners got them: ${style.cyan(mails.index)}`,
  ];
};

const LABEL = 26;

const labelled = (style: Style, label: string, text: string): string => `  ${style.bold(label.padEnd(LABEL))}${text}`;

const whyLine = (style: Style, { why, keys, users, needsPerson }: TooOld): string => {
  const names = users.length > 3 ? '' : `: ${some(users, 3)}`;
  const text = `${String(keys).padStart(4)}  ${why}${names}`;
  return `  ${' '.repeat(4)}${needsPerson ? text : style.dim(text)}`;
};

/** The defaults leave an old key active past 90 days for a while in each cycle: auditors' checks report that. */
const shorterLines = (style: Style, { after, shorter }: Report): string[] => {
  const waiting = waitingOf(after);
  const left = waitingOf(shorter);
  const does = left === 0 ? 'none does' : `${plural(left, 'key')} would`;
  const rest = left === 0 ? ', and all of them wait for a person' : '';
  return [
    `  With the defaults an old key stays active past 90 days for a while: here ${plural(waiting, 'key')}.`,
    `  With ${style.cyan(`rotateAfterDays: ${shorter.rotateAfterDays}`)} ${does}: ${plural(shorter.keysTooOld, 'key')} over 90 days${rest}.`,
  ];
};

const waitingOf = ({ whyTooOld }: Pick<Outcome, 'whyTooOld'>): number =>
  whyTooOld.filter(({ needsPerson }) => !needsPerson).reduce((sum, { keys }) => sum + keys, 0);

const blockedLines = (style: Style, { blocked }: Report): string[] => {
  const count = blocked.reduce((sum, { users }) => sum + users.length, 0);
  return [
    labelled(style, 'Blocked users', String(count)),
    ...blocked.flatMap(({ message, remedy, users }) => [
      `  ${' '.repeat(4)}${String(users.length).padStart(4)}  ${message}: ${some(users, 3)}`,
      ...remedyLines(style, remedy),
    ]),
  ];
};

const remedyLines = (style: Style, remedy: string | undefined): string[] =>
  remedy === undefined
    ? []
    : wrap(`${style.symbols.arrow} ${remedy}`, style.columns - 12).map(
        (line) => `${' '.repeat(12)}${style.cyan(line)}`,
      );

const interruptions = (style: Style, { applications, signIns, interrupted }: Outcome): string => {
  const of = `of ${number(applications)}, in ${plural(signIns, 'sign-in')}`;
  return interrupted.length === 0 ? `${style.green(style.bold('0'))} ${of}` : style.red(`${interrupted.length} ${of}`);
};

const interruptedLine = (style: Style, { account, user, accessKeyId, since, code, times }: Interrupted): string =>
  style.red(
    `  ${' '.repeat(8)}${user} in ${account}: ${accessKeyId} refused since day ${since}, ${times} times (${code})`,
  );
