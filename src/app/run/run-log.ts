import type { ObservedAccount } from '../account/observe-account.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { exemptionResults, scopeRemarks } from '../results/exemption-result.ts';
import type { AccountResult, RecordedReads, RunResult, UserResult } from '../results/result.ts';
import { isSettled, type UserRecord } from '../results/user-record.ts';
import { isWait, resultOf } from '../results/user-result.ts';
import { addRead, recordedReadsRemarks } from './recorded-reads.ts';
import type { RunDependencies, RunRequest, SettledUser } from './request.ts';
import { addAccount, emptySummary, seenOf } from './summary.ts';
import { throttleRemarks } from './throttles.ts';

/** Gathers a run's result as accounts end. */
export interface RunLog {
  readonly remark: (text: string) => void;
  readonly partialList: (failure: string) => void;
  readonly accountProcessed: (context: AccountContext, outcome: ObservedAccount) => void;
  readonly accountEnded: (result: AccountResult) => void;
  readonly finish: () => RunResult;
}

export const createRunLog = (
  { mode, scope, settings }: RunRequest,
  { runId, clock, apiCalls, report, signal, sink, settled, held }: RunDependencies,
): RunLog => {
  const startedAt = clock.now();
  const summary = emptySummary();
  const accounts: AccountResult[] = [];
  const users: UserResult[] = [];
  const waiting: UserResult[] = [];
  const remarks = new Set<string>();
  const seen = new Set<string>();
  let isPartial = false;
  let reads: RecordedReads = { dated: 0, dateless: 0 };
  const keepUser = sink ? sink.user : (result: UserResult) => (isWait(result) ? waiting : users).push(result);
  const keepAccount = sink ? sink.account : (result: AccountResult) => accounts.push(result);
  return {
    remark: (text) => remarks.add(text),
    partialList: (failure) => {
      isPartial = true;
      remarks.add(`the list of accounts broke off: ${failure}`);
    },
    accountProcessed: (context, outcome) => {
      addAccount(summary, context, outcome);
      for (const record of outcome.records) {
        const result = resultOf(context, record);
        if (result) keepUser(result);
        if (record.planned) reads = addRead(reads, record.planned.snapshot.observation, clock.now());
        if (isSettled(record)) settled?.(settledUser(context, outcome, record));
        else if (outcome.retirements.has(record)) held?.(record.name);
        if (scope.users.includes(record.name) && (record.planned ?? record.failure)) seen.add(record.name);
      }
    },
    accountEnded: (result) => {
      keepAccount(result);
      if (result.outcome === 'failed' || result.outcome === 'interrupted') isPartial = true;
      summary.accounts += 1;
      if (result.outcome === 'failed') summary.accountsFailed += 1;
      report({ kind: 'account-done', result });
    },
    finish: () => {
      const calls = apiCalls();
      return {
        schemaVersion: 1,
        runId,
        mode,
        startedAt: new Date(startedAt).toISOString(),
        finishedAt: new Date(clock.now()).toISOString(),
        incomplete: isPartial || signal.aborted,
        summary,
        accounts: accounts.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        users: users.toSorted(byName),
        waiting: waiting.toSorted(byName),
        exemptions: exemptionResults(settings, startedAt),
        apiCalls: calls,
        recordedReads: reads,
        remarks: [
          ...scopeRemarks(settings, startedAt),
          ...remarks,
          ...recordedReadsRemarks(reads),
          ...throttleRemarks(calls),
        ],
        usersNotFound: scope.users.filter((name) => !seen.has(name)),
      };
    },
  };
};

const settledUser = (context: AccountContext, { retirements }: ObservedAccount, record: UserRecord): SettledUser => ({
  name: record.name,
  seen: seenOf(context, record),
  isRetirement: retirements.has(record),
});

const byName = (a: UserResult, b: UserResult): number => (`${a.account}/${a.user}` < `${b.account}/${b.user}` ? -1 : 1);
