import type { RunResult } from '../../app/results/result.ts';
import { LATE_AFTER_DAYS } from '../../core/limits.ts';
import type { SummaryCount } from './summary-message.ts';

/** The figures of a run. What was looked at is always there, the rest where it is not nothing. */
export const countsOf = ({ mode, summary, accounts }: RunResult): readonly SummaryCount[] => {
  const left = accounts.filter(({ outcome }) => outcome === 'skipped').length;
  const open = accounts.filter(({ outcome }) => outcome === 'interrupted').length;
  const words = labels[mode];
  const looked = [
    {
      label: 'Accounts',
      value: withParts(summary.accounts, { failed: summary.accountsFailed, 'not finished': open, 'left out': left }),
    },
    { label: 'Users', value: withParts(summary.users, { exempt: summary.exempt }) },
    { label: 'Access keys', value: countOf(summary.keys) },
    { label: 'Users with a step today', value: countOf(summary.due) },
    { label: 'Users with a key that is too old', value: countOf(summary.overdue) },
  ];
  const happened = (Object.keys(words) as readonly (keyof typeof words)[])
    .filter((name) => summary[name] > 0)
    .map((name) => ({ label: words[name], value: countOf(summary[name]) }));
  return [...looked, ...happened];
};

/** As `1,204`, wherever keyturn runs. */
export const countOf = (count: number): string => new Intl.NumberFormat('en-US').format(count);

/** They got no new key. */
const LATE = `Users ${LATE_AFTER_DAYS} days late or more`;

const labels = {
  apply: {
    rotated: 'New keys made',
    deactivated: 'Keys deactivated',
    deleted: 'Keys deleted',
    told: 'Owners told what was done',
    warned: 'Warnings and questions sent',
    blocked: 'Users who need a person',
    late: LATE,
    failed: 'Users that failed',
  },
  plan: {
    rotated: 'New keys that would be made',
    deactivated: 'Keys that would be deactivated',
    deleted: 'Keys that would be deleted',
    told: 'Owners to tell what was done',
    warned: 'Warnings and questions to send',
    blocked: 'Users who need a person',
    late: LATE,
    failed: 'Users that failed',
  },
} as const;

/** As `37 (1 failed, 2 left out)`. */
const withParts = (count: number, parts: Readonly<Record<string, number>>): string => {
  const some = Object.entries(parts).filter(([, part]) => part > 0);
  const words = some.map(([name, part]) => `${countOf(part)} ${name}`).join(', ');
  return words === '' ? countOf(count) : `${countOf(count)} (${words})`;
};
