import type { ApiCalls, RecordedReads, RunResult, Summary, UserResult } from '../results/result.ts';
import { recordedReadsRemarks, sumOfReads } from '../run/recorded-reads.ts';
import { emptySummary } from '../run/summary.ts';
import { most, throttleRemarks } from '../run/throttles.ts';

/** Counts of what was done: they add up over the visits of one account. */
const doneCounters = [
  'rotated',
  'deactivated',
  'deleted',
  'warned',
  'told',
] as const satisfies readonly (keyof Summary)[];

/** Counts of what was seen: the visit that saw most counts, since one that ended early saw less. */
const seenCounters = [
  'users',
  'keys',
  'due',
  'overdue',
  'late',
  'exempt',
] as const satisfies readonly (keyof Summary)[];

/** A later visit looks at the same users again. */
const mostReads = (visits: readonly Part[]): RecordedReads => ({
  dated: Math.max(...visits.map(({ recordedReads }) => recordedReads?.dated ?? 0)),
  dateless: Math.max(...visits.map(({ recordedReads }) => recordedReads?.dateless ?? 0)),
});

/** Several visits of one account in one run, in order, as one result. */
export const mergeVisits = (visits: readonly [RunResult, ...RunResult[]]): RunResult => {
  const [first] = visits;
  const last = visits.at(-1) ?? first;
  const users = mergeUsers(isGoneOnWith(last) ? [...visits.slice(0, -1).map(withoutUnfinished), last] : visits);
  const summary = { ...first.summary, ...mostOf(visits), ...sumOf(visits, doneCounters), ...outcomesOf(users) };
  return {
    ...last,
    startedAt: first.startedAt,
    summary: { ...summary, accountsFailed: last.summary.accountsFailed },
    users,
    waiting: waitingIn(visits, users),
    apiCalls: addCalls(visits),
    recordedReads: mostReads(visits),
    remarks: mergeRemarks(visits, mostReads(visits)),
    usersNotFound: last.usersNotFound,
  };
};

/** A visit that came to the users looked at whoever was left by those before, or left him itself. */
const isGoneOnWith = ({ accounts }: RunResult): boolean => accounts.every(({ outcome }) => outcome !== 'failed');

const withoutUnfinished = (result: RunResult): RunResult => ({
  ...result,
  users: result.users.filter(
    ({ outcome, reason }) => outcome !== 'interrupted' && !(outcome === 'failed' && reason === 'out-of-time'),
  ),
});

/** What a later visit says of a user counts, but what was done stays in sight. */
const mergeUsers = (visits: readonly RunResult[]): readonly UserResult[] => {
  const byName = new Map<string, UserResult>();
  for (const { users } of visits)
    for (const user of users) {
      const earlier = byName.get(user.user);
      if (earlier?.outcome !== 'done' || user.outcome === 'failed') byName.set(user.user, user);
    }
  return [...byName.values()];
};

/** Whoever waits still, as the last visit that saw him says: nothing was done for him by then. */
const waitingIn = (visits: readonly RunResult[], users: readonly UserResult[]): readonly UserResult[] => {
  const acted = new Set(users.map(({ user }) => user));
  const all = visits.flatMap(({ waiting = [] }: Partial<Pick<RunResult, 'waiting'>>) => waiting);
  return [...new Map(all.map((line) => [line.user, line])).values()].filter(({ user }) => !acted.has(user));
};

export const outcomesOf = (users: readonly UserResult[]): Pick<Summary, 'blocked' | 'failed'> => ({
  blocked: users.filter(({ outcome }) => outcome === 'blocked').length,
  failed: users.filter(({ outcome }) => outcome === 'failed').length,
});

const mostOf = (visits: readonly RunResult[]): Pick<Summary, (typeof seenCounters)[number]> =>
  Object.fromEntries(
    seenCounters.map((name) => [name, Math.max(...visits.map(({ summary }) => summary[name]))]),
  ) as Pick<Summary, (typeof seenCounters)[number]>;

const sumOf = <K extends keyof Summary>(
  results: readonly Pick<RunResult, 'summary'>[],
  counters: readonly K[],
): Pick<Summary, K> =>
  Object.fromEntries(
    counters.map((name) => [name, results.reduce((sum, { summary }) => sum + summary[name], 0)]),
  ) as Pick<Summary, K>;

/** All counts of accounts of one run. */
export const addSummaries = (results: readonly Pick<RunResult, 'summary'>[]): Summary =>
  sumOf(results, Object.keys(emptySummary()) as (keyof Summary)[]);

type Counted = Pick<RunResult, 'apiCalls'>;

export const addCalls = (results: readonly Counted[]): ApiCalls => ({
  total: results.reduce((sum, { apiCalls }) => sum + apiCalls.total, 0),
  writes: results.reduce((sum, { apiCalls }) => sum + apiCalls.writes, 0),
  byOperation: addUp(results.map(({ apiCalls }) => apiCalls.byOperation)),
  throttled: results.reduce((sum, result) => sum + throttlesOf(result).throttled, 0),
  throttledBy: most(addUp(results.map((result) => throttlesOf(result).throttledBy))),
});

/** An earlier version of keyturn, in a run that an update met, left no such fields. */
const throttlesOf = ({ apiCalls }: Counted): Pick<ApiCalls, 'throttled' | 'throttledBy'> => {
  const { throttled = 0, throttledBy = {} }: Partial<ApiCalls> = apiCalls;
  return { throttled, throttledBy };
};

const addUp = (counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> => {
  const sums: Record<string, number> = {};
  for (const each of counts) for (const [name, count] of Object.entries(each)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
};

/** What an earlier version of keyturn, in a run that an update met, left may lack the newest counts. */
type Part = Pick<RunResult, 'apiCalls' | 'remarks'> & Partial<Pick<RunResult, 'recordedReads'>>;

/** Each once; what the parts say of throttles, and of IAM's record, becomes one remark about the whole. */
export const mergeRemarks = (results: readonly Part[], reads: RecordedReads): readonly string[] => {
  const remarks = results.flatMap((result) => {
    const ofCounts = [...throttleRemarks(throttlesOf(result)), ...recordedReadsRemarks(sumOfReads([result]))];
    return result.remarks.filter((remark) => !ofCounts.includes(remark));
  });
  return [...new Set(remarks), ...recordedReadsRemarks(reads), ...throttleRemarks(addCalls(results))];
};
