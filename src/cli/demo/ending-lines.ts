import { wrapTo } from '../render/wrap.ts';
import type { Style } from '../terminal/style.ts';
import type { DemoOutcome, Interrupted } from './figures.ts';
import type { DemoReport } from './report.ts';
import type { TooOld } from './why-too-old.ts';
import { number, plural, some } from './words.ts';

/** How it all ended, in figures. */
export const endingLines = (style: Style, report: DemoReport): string[] => {
  const { before, after, mails, requests, days, seconds } = report;
  const figure = `${before.keysTooOld} ${style.symbols.arrow} ${after.keysTooOld}`;
  return [
    labelled(style, 'Applications interrupted', interruptions(style, after)),
    ...after.interrupted.map((each) => interruptedLine(style, each)),
    labelled(style, 'Keys over 90 days', style.bold(figure)),
    ...after.whyTooOld
      .toSorted((a, b) => Number(b.needsPerson) - Number(a.needsPerson))
      .flatMap((each) => whyLines(style, each)),
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

const whyLines = (style: Style, { why, keys, users, needsPerson }: TooOld): string[] => {
  const names = users.length > 3 ? '' : `: ${some(users, 3)}`;
  const lines = wrapTo(`${String(keys).padStart(10)}  ${why}${names}`, style.columns, ' '.repeat(12));
  return needsPerson ? lines : lines.map(style.dim);
};

/** The defaults leave an old key active past 90 days for a while in each cycle: auditors' checks report that. */
const shorterLines = (style: Style, { after, shorter }: DemoReport): string[] => {
  const waiting = waitingOf(after);
  const left = waitingOf(shorter);
  const setting = style.cyan(`rotateAfterDays: ${shorter.rotateAfterDays}`);
  return [
    `  The defaults leave old keys active past 90 days for a while: here ${number(waiting)}.`,
    `  With ${setting} ${left === 0 ? 'none is' : number(left)} left: the other ${number(shorter.keysTooOld - left)} wait for a person.`,
  ];
};

const waitingOf = ({ whyTooOld }: Pick<DemoOutcome, 'whyTooOld'>): number =>
  whyTooOld.filter(({ needsPerson }) => !needsPerson).reduce((sum, { keys }) => sum + keys, 0);

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
