import type { RunSummary } from '../../app/notices/run-summary.ts';
import type { RunResult } from '../../app/results/result.ts';
import { countOf } from './counts.ts';
import { isTidied } from './themes.ts';

/** As `12 keys rotated, 3 users need you, 1 account failed`; empty when nothing happened. */
export const newsOf = ({ result, refusal }: RunSummary): string => {
  const would = result.mode === 'plan' ? 'would be ' : '';
  const { rotated, deactivated, deleted } = result.summary;
  const keys = [
    { count: rotated, what: 'rotated' },
    { count: deactivated, what: 'deactivated' },
    { count: deleted, what: 'deleted' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, what }, i) => (i > 0 ? `${countOf(count)} ${what}` : `${keysOf(count)} ${would}${what}`));
  const refused = refusal === undefined ? [] : ['forced rotation not begun'];
  const main = [...refused, ...keys, ...needs(result).flatMap(phrase)];
  return (main.length > 0 ? main : minor(result).flatMap(phrase)).join(', ');
};

interface Phrase {
  readonly count: number;
  readonly one: string;
  readonly many: string;
}

const phrase = ({ count, one, many }: Phrase): readonly string[] =>
  count === 0 ? [] : [`${countOf(count)} ${count === 1 ? one : many}`];

/** What an admin should look at. */
const needs = ({ summary, accounts, usersNotFound }: RunResult): readonly Phrase[] => {
  const open = accounts.filter(({ outcome }) => outcome === 'interrupted').length;
  return [
    { count: summary.blocked, one: 'user needs you', many: 'users need you' },
    { count: summary.failed, one: 'user failed', many: 'users failed' },
    { count: summary.accountsFailed, one: 'account failed', many: 'accounts failed' },
    { count: open, one: 'account not finished', many: 'accounts not finished' },
    { count: usersNotFound.length, one: 'user not found', many: 'users not found' },
  ];
};

/** What is worth a subject only where there is nothing else. */
const minor = ({ mode, summary, users }: RunResult): readonly Phrase[] => {
  const would = mode === 'plan' ? ' would be' : '';
  const late = users.filter(({ outcome }) => outcome === 'busy' || outcome === 'changed' || outcome === 'interrupted');
  return [
    { count: summary.told, one: `owner${would} told`, many: `owners${would} told` },
    { count: summary.warned, one: `notice${would} sent`, many: `notices${would} sent` },
    { count: users.filter(isTidied).length, one: `user${would} put in order`, many: `users${would} put in order` },
    { count: late.length, one: 'user left for the next run', many: 'users left for the next run' },
  ];
};

const keysOf = (count: number): string => (count === 1 ? '1 key' : `${countOf(count)} keys`);
