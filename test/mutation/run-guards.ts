import type { Mutant } from './guards.ts';

const counts = { file: 'src/app/fan-out/key-counts.ts', tests: 'src/app/fan-out/key-counts.test.ts' };

const firstReport = { file: 'src/app/fan-out/first-report.ts', tests: 'src/app/fan-out/first-report.test.ts' };

const together = { tests: 'test/deployed/several-accounts.test.ts' };

const mails = { file: 'src/app/fan-out/send-mails.ts', tests: 'src/app/fan-out/send-mails.test.ts' };
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
    file: 'src/app/run-bucket/json.ts',
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
    file: 'src/app/fan-out/prepare-run.ts',
    guard: 'the first scheduled run only reports',
    text: "request.mode === 'apply' && request.isScheduled && !(await hasReported(store))",
    without: 'false',
  },
  {
    ...firstReport,
    file: 'src/app/fan-out/prepare-run.ts',
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
    guard: 'functions that find no place in the quota are told of',
    text: 'if (functionsAtATime <= quota)',
    without: 'if (quota > 0)',
  },
  {
    file: 'src/app/fan-out/visit-accounts.ts',
    tests: 'src/lambda/whole-run.test.ts',
    guard: 'an account whose visit breaks off leaves the others of its function alone',
    text: 'await Promise.allSettled(tickets.map(visit))',
    without: "(await Promise.all(tickets.map(visit))).map((value) => ({ status: 'fulfilled' as const, value }))",
  },
  {
    file: 'infra/main/visit-flow.ts',
    tests: 'test/deployed/several-accounts.test.ts',
    guard: 'accounts whose function dies are visited each alone',
    text: "visitFailed: 'AreSeveral'",
    without: "visitFailed: 'NotVisited'",
  },
  {
    file: 'infra/main/visit-flow.ts',
    tests: 'test/deployed/several-accounts.test.ts',
    guard: 'an account whose visit broke off is visited alone in the same round, and takes up its mails',
    text: "'round.$': '$.round',\n  },\n  MaxConcurrency: 1,",
    without: 'round: 1,\n  },\n  MaxConcurrency: 1,',
  },
  {
    ...mails,
    guard: 'mails are left to another request where time runs out',
    text: "if (signal.aborted) return 'left';",
    without: '',
  },
  {
    ...mails,
    guard: 'a mail of which there is a word is not sent again',
    text: '(await readJson<SentMessage>(parts.store, runKeys.sent(message))) ?? sendMessage(message, parts)',
    without: 'sendMessage(message, parts)',
  },
  {
    ...mails,
    guard: 'mails do not wait for one at which something breaks',
    text: "failures.push(error);\n      return 'failed';",
    without: 'throw error;',
  },
  {
    file: 'src/app/fan-out/note-acceptances.ts',
    tests: 'src/app/fan-out/note-acceptances.test.ts',
    guard: 'a mail that was accepted before its request died counts as told',
    text: 'left === undefined && word.refused !== undefined',
    without: 'word.refused !== undefined',
  },
  {
    ...together,
    file: 'infra/main/visit-flow.ts',
    guard: 'the claims of a function that died have ended before its accounts are visited alone',
    text: "Next: 'ClaimsEnd',",
    without: "Next: 'VisitEachAlone',",
  },
  {
    ...together,
    file: 'src/app/fan-out/prepare-run.ts',
    guard: 'what ended the function of others is visited by one of its own',
    text: 'alone: await visitedAlone(store, clock.now())',
    without: 'alone: new Set()',
  },
  {
    ...together,
    file: 'src/app/fan-out/visit-accounts.ts',
    guard: 'a function that died once, and whose second try ended, is known the next day',
    text: 'isAlone || (await wasBegun({ run, tickets, round }, store))',
    without: 'isAlone',
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
