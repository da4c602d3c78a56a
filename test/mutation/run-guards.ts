import type { Mutant } from './guards.ts';

const counts = { file: 'src/app/fan-out/key-counts.ts', tests: 'src/app/fan-out/key-counts.test.ts' };

const firstReport = { file: 'src/app/fan-out/first-report.ts', tests: 'src/app/fan-out/first-report.test.ts' };

const exemptAccounts = 'test/deployed/exempt-accounts.test.ts';

/** Guards of runs over whole organizations: counts of keys, first reports, quotas, each by itself. */
export const runMutants: readonly Mutant[] = [
  {
    ...counts,
    guard: 'a run of today splits by what an earlier day counted',
    text: 'day < today ? keys : before',
    without: 'keys',
  },
  {
    ...counts,
    guard: 'a second run of a day leaves what the first found counted',
    text: 'last?.day === day ? last.before : last?.keys',
    without: 'last?.keys',
  },
  {
    ...counts,
    guard: 'a count is not overwritten by a run that began on an earlier day',
    text: 'if (last !== undefined && last.day > day) continue;',
    without: '',
  },
  { ...counts, guard: 'a count that is too high is not believed', text: ' && value <= MOST_KEYS', without: '' },
  { ...counts, guard: 'a count of a day to come is not believed', text: 'value <= dayOf(now) &&', without: '' },
  {
    ...counts,
    guard: 'a count is forgotten after 30 days',
    text: '&&\n  value >= dayOf(plus(now, -KEPT_DAYS * DAY))',
    without: '',
  },
  {
    ...counts,
    file: 'src/app/fan-out/json.ts',
    guard: 'counts that are no JSON do not stop the run',
    text: 'if (error instanceof SyntaxError) return undefined;',
    without: '',
  },
  {
    file: 'src/app/fan-out/finish-run.ts',
    tests: 'test/deployed/one-failing-account.test.ts',
    guard: 'accounts are counted though another failed',
    text: "if (run.force === '') await leaveCounts",
    without: "if (run.force === '' && !result.incomplete) await leaveCounts",
  },
  {
    file: 'src/app/fan-out/finish-run.ts',
    tests: 'src/app/fan-out/finish-run.test.ts',
    guard: 'an account that nobody could count keeps its count',
    text: "return summary.keys > 0 || accounts.every(({ outcome }) => outcome === 'done') ? [summary.keys] : [];",
    without: 'return [summary.keys];',
  },
  {
    file: 'src/app/fan-out/split-share.ts',
    tests: 'src/app/fan-out/split-share.test.ts',
    guard: 'keys of accounts that are gone permit nothing in others',
    text: 'accounts.reduce((sum, id) => sum + (known.get(id) ?? 0), 0)',
    without: '[...known.values()].reduce((sum, keys) => sum + keys, 0)',
  },
  {
    ...firstReport,
    file: 'src/app/fan-out/start-run.ts',
    guard: 'the first scheduled run only reports',
    text: "request.mode === 'apply' && request.isScheduled && !(await hasReported(store))",
    without: 'false',
  },
  {
    ...firstReport,
    file: 'src/app/fan-out/start-run.ts',
    guard: 'what a person starts acts at once',
    text: "request.mode === 'apply' && request.isScheduled && ",
    without: '',
  },
  {
    ...firstReport,
    guard: 'a deployment that has run before has reported',
    text: '[runKeys.firstReport, runKeys.lastComplete]',
    without: '[runKeys.firstReport]',
  },
  {
    ...firstReport,
    guard: 'a deployment of which no run was complete has reported all the same',
    text: 'return hasScheduledResult(store);',
    without: 'return false;',
  },
  {
    ...firstReport,
    guard: 'what a person started is no first report',
    text: 'manifest?.run?.isScheduled === true && ',
    without: '',
  },
  {
    ...firstReport,
    guard: 'a scheduled run that did not end is no first report',
    text: '(await store.read(runKeys.result(run))) !== undefined;',
    without: 'true;',
  },
  {
    ...firstReport,
    guard: 'the end of what a person started is no first report',
    text: '!isScheduled || ',
    without: '',
  },
  {
    file: 'src/cli/check/check-function-concurrency.ts',
    tests: 'src/cli/check/check.test.ts',
    guard: 'each account that is worked at a time takes two executions',
    text: 'accountsAtATime * EXECUTIONS_OF_ONE',
    without: 'accountsAtATime',
  },
  {
    guard: 'an event of a person for an exempt account is refused',
    file: 'src/lambda/exempt-account.ts',
    text: 'if (ofAccount !== undefined)',
    without: 'if (ofAccount !== undefined && now < 0)',
    tests: exemptAccounts,
  },
  {
    guard: 'an exempt OU that cannot be looked up does not look empty',
    file: 'src/lambda/exempt-account.ts',
    text: 'if (units.length > 0)',
    without: 'if (units.length > 0 && now < 0)',
    tests: exemptAccounts,
  },
  {
    guard: 'an exempt account is exempt in every visit',
    file: 'src/app/fan-out/visit-account.ts',
    text: "settings.exemptions.filter(({ by }) => by !== 'ou')",
    without: "settings.exemptions.filter(({ by }) => by !== 'ou' && by !== 'account')",
    tests: exemptAccounts,
  },
];
