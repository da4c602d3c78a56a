import type { RunSummary } from '../../app/notices/run-summary.ts';
import { exemptionTerms } from '../../app/results/exemption-result.ts';
import type { AccountResult, RunResult, UserOutcome, UserResult } from '../../app/results/result.ts';
import { instant } from '../../core/time.ts';
import { moment } from '../moment.ts';
import { alike } from './alike.ts';
import { listed } from './listed.ts';
import type { Line, Section } from './summary-message.ts';
import { isDone, themes } from './themes.ts';

/** What needs a person comes first, then what went wrong, what was done, what is coming, and what is left. */
export const sectionsOf = (summary: RunSummary): readonly Section[] =>
  [
    ...refusalOf(summary),
    ...blockedOf(summary),
    ...failedOf(summary),
    ...doneOf(summary),
    ...waitingOf(summary),
    ...leftOf(summary),
    ...exemptionsOf(summary),
    ...remarksOf(summary),
  ].filter(({ blocks }) => blocks.length > 0);

const refusalOf = ({ refusal, resultUrl }: RunSummary): readonly Section[] => {
  if (refusal === undefined) return [];
  const title = 'The forced rotation was not begun';
  const [first = '', ...others] = refusal.split(/[\n\r]+/).filter((line) => line.trim() !== '');
  const lines = others.map((line): Line => ({ name: line.replace(/^\s*[-*]\s+/, '') }));
  // Its reason may be all there is to say.
  if (lines.length === 0) return [{ title, blocks: [{ lines: [{ name: first }] }] }];
  return [{ ...listed({ title, lead: first }, [{ lines }], resultUrl), title }];
};

const blockedOf = (summary: RunSummary): readonly Section[] => {
  const users = usersWith(summary, 'blocked');
  const title = 'Users who need you';
  const lead = 'keyturn leaves them as they are until a person has decided.';
  return [listed({ title, lead }, alike(users, lineOf(summary)), summary.resultUrl)];
};

const failedOf = (summary: RunSummary): readonly Section[] => {
  const { result, resultUrl } = summary;
  const why = ({ error = 'for an unknown reason' }: AccountResult) => ({ message: error });
  const accounts = result.accounts.filter(({ outcome }) => outcome === 'failed');
  const blocks = alike(
    accounts.map((account) => ({ ...account, ...why(account) })),
    accountLine,
  );
  return [
    listed({ title: 'Accounts that failed', lead: 'Nobody in them was looked after to the end.' }, blocks, resultUrl),
    listed({ title: 'Users that failed' }, alike(usersWith(summary, 'failed'), lineOf(summary)), resultUrl),
  ];
};

const doneOf = (summary: RunSummary): readonly Section[] => {
  const { result, resultUrl } = summary;
  const done = result.users.filter(isDone);
  const line = lineOf(summary);
  return themes.map(({ title, steps }) => {
    const users = done.filter(({ step }) => steps.includes(step));
    const lines = users.map((user): Line => ({ ...line(user), says: user.message }));
    return listed({ title: title[result.mode] }, [{ lines }], resultUrl);
  });
};

/** Who waits for a date with a key that is too old: the nearest date first. */
const waitingOf = (summary: RunSummary): readonly Section[] => {
  const line = lineOf(summary);
  const lines = usersWith(summary, 'waiting')
    .toSorted((a, b) => untilOf(a) - untilOf(b))
    .map((user): Line => ({ ...line(user), says: waitWords(user) }));
  const title = 'Waiting, with a key that is too old';
  const lead = 'Nothing is to be done about them before their date.';
  return [listed({ title, lead }, [{ lines }], summary.resultUrl)];
};

const untilOf = ({ until }: UserResult): number => (until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until));

const waitWords = ({ message, until }: UserResult): string =>
  until === undefined ? message : `until ${moment(instant(Date.parse(until)))}: ${message}`;

const leftOf = (summary: RunSummary): readonly Section[] => {
  const { result, resultUrl } = summary;
  const accounts = result.accounts.filter(({ outcome }) => outcome === 'interrupted').map(accountLine);
  const users = outcomesLeft.map(({ outcome, what }) => ({
    what,
    lines: usersWith(summary, outcome).map(lineOf(summary)),
  }));
  const blocks = [{ what: 'Accounts that were not finished', lines: accounts }, ...users];
  return [listed({ title: 'Left for the next run' }, blocks, resultUrl)];
};

const outcomesLeft: readonly { readonly outcome: UserOutcome; readonly what: string }[] = [
  { outcome: 'busy', what: 'Another worker was at these users' },
  { outcome: 'changed', what: 'At a second look these users had changed' },
  { outcome: 'interrupted', what: 'Time ran out before these users' },
];

const exemptionsOf = ({ result, resultUrl }: RunSummary): readonly Section[] => {
  // A run that an update met may have been finished by an earlier version, which tells of none.
  const { exemptions = [] }: Partial<Pick<RunResult, 'exemptions'>> = result;
  const lines = exemptions.map((rule): Line => ({ name: `${rule.by} ${rule.value}`, says: exemptionTerms(rule) }));
  const title = 'Exemptions';
  return [listed({ title, lead: 'keyturn leaves whom they match alone.' }, [{ lines }], resultUrl)];
};

const remarksOf = ({ result, resultUrl }: RunSummary): readonly Section[] => [
  listed({ title: 'Users who were not found' }, [{ lines: result.usersNotFound.map((name) => ({ name })) }], resultUrl),
  listed({ title: 'Remarks' }, [{ lines: result.remarks.map((name) => ({ name })) }], resultUrl),
];

const usersWith = ({ result }: RunSummary, wanted: UserOutcome): readonly UserResult[] =>
  result.users.filter(({ outcome }) => outcome === wanted);

const accountLine = ({ id, name }: Pick<AccountResult, 'id' | 'name'>): Line =>
  name === '' ? { name: id } : { name, place: id };

/** Names each user with its account, whose name only the list of accounts knows. */
const lineOf = ({ result }: RunSummary): ((user: UserResult) => Line) => {
  const names = new Map(result.accounts.map(({ id, name }) => [id, name]));
  return ({ user, account }) => {
    const name = names.get(account) ?? '';
    return { name: user, place: name === '' ? account : `${name} (${account})` };
  };
};
