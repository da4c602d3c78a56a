import type { RunSummary } from '../../app/notices/run-summary.ts';
import type { RunResult } from '../../app/results/result.ts';
import { instant, MINUTE } from '../../core/time.ts';
import { shellWord } from '../commands.ts';
import { moment } from '../moment.ts';
import { countOf, countsOf } from './counts.ts';
import { newsOf } from './news.ts';
import { sectionsOf } from './sections.ts';
import type { SummaryMessage } from './summary-message.ts';

/** What the mail about this run says. */
export const composeSummary = (summary: RunSummary): SummaryMessage => {
  const { result, resultUrl, from } = summary;
  return {
    headline: headlineOf(summary),
    run: `Run ${result.runId}, ${timeOf(result.startedAt)}${lengthOf(result)}`,
    notes: notesOf(summary),
    counts: countsOf(result),
    sections: sectionsOf(summary),
    whole: {
      text: `The whole result, with every user and key, is at ${resultUrl}. To read it:`,
      command: `aws s3 cp ${shellWord(resultUrl)} -`,
    },
    help: `${toldWords(result)}This mail goes to the administrators of keyturn. It is sent from ${from}.`,
  };
};

/** As `[keyturn] Dry run: 12 keys would be rotated, 3 users need you`. */
export const summarySubject = (summary: RunSummary): string => `[keyturn] ${headlineOf(summary)}`;

const headlineOf = (summary: RunSummary): string => {
  const { result } = summary;
  const news = newsOf(summary);
  const what = news === '' ? quietWords(result) : news;
  if (result.mode === 'plan') return `Dry run: ${what}`;
  return news === '' ? what : `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
};

/** A run in which nothing happened, in one line. */
const quietWords = ({ mode, incomplete, summary }: RunResult): string => {
  const [keys, accounts] = [countOf(summary.keys), countOf(summary.accounts)];
  const looked = `${keys} ${summary.keys === 1 ? 'key' : 'keys'} in ${accounts} ${summary.accounts === 1 ? 'account' : 'accounts'}`;
  if (incomplete) return `${mode === 'plan' ? 'not' : 'Not'} complete: ${looked} seen`;
  return mode === 'plan' ? `nothing would be done with ${looked}` : `Nothing to do for ${looked}`;
};

const notesOf = ({ result: { mode, incomplete }, firstReport }: RunSummary): readonly string[] => [
  ...(mode === 'plan'
    ? ['This was a dry run. Nothing was changed; the figures say what keyturn would have done.']
    : []),
  ...(firstReport === undefined ? [] : [firstReportWords(firstReport.schedule)]),
  ...(incomplete
    ? [
        'This run is not complete: somebody may not have been looked at. What is open is said below, and taken up again by the next run.',
      ]
    : []),
];

const firstReportWords = (schedule: string): string =>
  [
    'It only reported because it is the first scheduled run of this deployment.',
    `The next scheduled run acts: ${schedule === '' ? 'see Schedule of the stack' : `the schedule is ${schedule}, in UTC`}.`,
    'To read more reports first, set DryRunFlag to True before. What a person starts acts at once.',
  ].join(' ');

/** What nobody can know of a mail when it is counted as sent. */
const toldWords = ({ mode, summary }: RunResult): string =>
  mode === 'plan' || summary.told + summary.warned === 0
    ? ''
    : "An owner counts as told when SES accepted the mail, and the account's suppression list does not name the address. SES has a further list, for all accounts, which nobody can look into. ";

const timeOf = (iso: string): string => moment(instant(Date.parse(iso)));

/** As `, 12 minutes`. */
const lengthOf = ({ startedAt, finishedAt }: RunResult): string => {
  const minutes = Math.ceil((Date.parse(finishedAt) - Date.parse(startedAt)) / MINUTE);
  return minutes > 0 ? `, ${countOf(minutes)} ${minutes === 1 ? 'minute' : 'minutes'}` : '';
};
