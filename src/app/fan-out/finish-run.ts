import type { Clock } from '../ports/clock.ts';
import { exemptionResults, scopeRemarks } from '../results/exemption-result.ts';
import type { AccountResult, RunResult, Summary } from '../results/result.ts';
import { sumOfReads } from '../run/recorded-reads.ts';
import type {
  AccountTicket,
  LastComplete,
  Manifest,
  OutboxMessage,
  Refusal,
  RunTicket,
} from '../run-bucket/documents.ts';
import { readJson, readNeeded, readUnlessBroken, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';
import type { Settings } from '../settings/settings.ts';
import { type EndedAccounts, endedAccounts } from './ended-accounts.ts';
import { leaveFailedBesideOthers } from './failed-beside-others.ts';
import { leaveFirstReport } from './first-report.ts';
import { dayOf, readKeyCounts, withCounted, writeKeyCounts } from './key-counts.ts';
import { addCalls, addSummaries, mergeRemarks } from './merge-results.ts';

export interface FinishAnswer {
  /** Key of the admins' mail, in the outbox. */
  readonly message: string;
  readonly isComplete: boolean;
  /** A person asked for a name that nobody has, or several: nothing was begun, and nothing failed. */
  readonly isRefused: boolean;
  /** Why not. */
  readonly cause: string;
  readonly summary: Summary;
  /** Obligations whose mail nobody accepted. */
  readonly undelivered: number;
}

interface FinishRequest {
  readonly run: RunTicket;
  readonly settings: Settings;
  /** As the stack gives it, as cron(0 5 * * ? *). */
  readonly schedule: string;
}

interface FinishParts {
  readonly store: RunStore;
  readonly clock: Clock;
}

/**
 * Adds up what the visits left, measured against the list the run began with: an account without a word failed. Leaves
 * the result and the admins' mail in the run bucket.
 */
export const finishRun = async (
  { run, settings, schedule }: FinishRequest,
  { store, clock }: FinishParts,
): Promise<FinishAnswer> => {
  const [manifest, tickets] = await Promise.all([
    readNeeded<Manifest>(store, runKeys.manifest(run.id)),
    readNeeded<readonly AccountTicket[]>(store, run.accountsKey),
  ]);
  const { refusal, isWrongName = false } = (await readJson<Refusal>(store, runKeys.refusal(run.id))) ?? {};
  const ended = refusal === undefined ? await endedAccounts(run, tickets, store) : [];
  const undelivered = ended.reduce((sum, each) => sum + each.undelivered, 0);
  const result = wholeResult(manifest, { ended, refusal, settings, now: clock.now() });
  await writeJson(store, runKeys.result(run.id), result);
  if (run.force === '') await leaveCounts({ store, clock }, manifest, ended);
  const failed = ended.filter(({ hasFailedBesideOthers }) => hasFailedBesideOthers).map(({ ticket }) => ticket.account);
  await leaveFailedBesideOthers(store, failed, clock.now());
  if (run.force === '' && !result.incomplete) await leaveLastComplete({ store, clock }, manifest);
  const isFirstReport = manifest.isFirstReport === true;
  const message = await leaveSummary({ run, settings, schedule }, store, { result, refusal, isFirstReport });
  await leaveFirstReport(store, run, clock.now());
  const cause = refusal ?? (result.incomplete ? causeOf(result, manifest) : '');
  return {
    message,
    isComplete: !result.incomplete,
    isRefused: isWrongName,
    cause,
    summary: result.summary,
    undelivered,
  };
};

const wholeResult = (
  { run, startedAt, skipped, listFailure }: Manifest,
  {
    ended,
    refusal,
    settings,
    now,
  }: {
    readonly ended: readonly EndedAccounts[];
    readonly refusal: string | undefined;
    readonly settings: Settings;
    readonly now: number;
  },
): RunResult => {
  const results = ended.flatMap(({ result }) => result ?? []);
  const silent = ended.filter(({ result }) => result === undefined).map(({ ticket }) => silence(ticket));
  const accounts = [...results.flatMap((result) => result.accounts), ...silent, ...skipped];
  const summary = { ...addSummaries(results), accounts: accounts.length };
  return {
    schemaVersion: 1,
    runId: run.id,
    mode: run.mode,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date(now).toISOString(),
    incomplete:
      listFailure !== undefined ||
      refusal !== undefined ||
      accounts.some(({ outcome }) => outcome === 'failed' || outcome === 'interrupted'),
    summary: { ...summary, accountsFailed: summary.accountsFailed + silent.length },
    accounts: accounts.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    users: results.flatMap((result) => result.users),
    // A visit of an earlier version, in a run that an update met, tells of none.
    waiting: results.flatMap(({ waiting = [] }: Partial<Pick<RunResult, 'waiting'>>) => waiting),
    exemptions: exemptionResults(settings, startedAt),
    apiCalls: addCalls(results),
    recordedReads: sumOfReads(results),
    // Each visit that is told of whom it leaves alone says so too.
    remarks: [
      ...new Set([
        ...(listFailure === undefined ? [] : [`the list of accounts broke off: ${listFailure}`]),
        ...scopeRemarks(settings, startedAt),
        ...mergeRemarks(results, sumOfReads(results)),
      ]),
    ],
    usersNotFound:
      results.length > 0 && results.every(({ usersNotFound }) => usersNotFound.length > 0) ? [run.force] : [],
  };
};

const silence = ({ account, name }: AccountTicket): AccountResult => ({
  id: account,
  name,
  outcome: 'failed',
  error: 'the rotation function did not finish: see its log group; the next run goes on',
});

const causeOf = ({ summary, accounts }: RunResult, { listFailure }: Manifest): string => {
  const unfinished = accounts.filter(({ outcome }) => outcome === 'interrupted').length;
  return [
    listFailure === undefined ? '' : 'the list of accounts broke off',
    summary.accountsFailed === 0 ? '' : `${summary.accountsFailed} of ${summary.accounts} accounts failed`,
    unfinished === 0 ? '' : `${unfinished} accounts were not finished`,
  ]
    .filter((part) => part !== '')
    .join('; ');
};

/** Of every account that was seen, whatever became of the others. */
const leaveCounts = async (
  { store, clock }: FinishParts,
  { startedAt }: Manifest,
  ended: readonly EndedAccounts[],
): Promise<void> => {
  const seen = new Map(ended.flatMap(({ ticket, result }) => keysSeen(result).map((keys) => [ticket.account, keys])));
  const counts = await readKeyCounts(store, clock.now());
  await writeKeyCounts(store, withCounted(counts, { startedAt, seen }));
};

/** None: nobody got as far as to count them. */
const keysSeen = (result: RunResult | undefined): readonly number[] => {
  if (result === undefined) return [];
  const { accounts, summary } = result;
  return summary.keys > 0 || accounts.every(({ outcome }) => outcome === 'done') ? [summary.keys] : [];
};

/** It bears no seal, since it outlives runs: a day to come, which no run could have written, is written over. */
const leaveLastComplete = async ({ store, clock }: FinishParts, { run, startedAt }: Manifest): Promise<void> => {
  const last = (await readUnlessBroken(store, runKeys.lastComplete)) as Partial<LastComplete> | null | undefined;
  const day = dayOf(startedAt);
  if (typeof last?.day === 'string' && last.day > day && last.day <= dayOf(clock.now())) return;
  const latest: LastComplete = { runId: run.id, day };
  await writeJson(store, runKeys.lastComplete, latest);
};

interface SummaryContent {
  readonly result: RunResult;
  readonly refusal: string | undefined;
  readonly isFirstReport: boolean;
}

const leaveSummary = async (
  { run, settings, schedule }: FinishRequest,
  store: RunStore,
  { result, refusal, isFirstReport }: SummaryContent,
): Promise<string> => {
  const message = runKeys.summary(run.id);
  const admins = settings.adminEmail ?? '';
  const resultUrl = `s3://${run.bucket}/${runKeys.result(run.id)}`;
  const summary = {
    result,
    from: admins,
    to: admins,
    resultUrl,
    ...(refusal === undefined ? {} : { refusal }),
    ...(isFirstReport ? { firstReport: { schedule } } : {}),
  };
  const document: OutboxMessage = { kind: 'summary', summary };
  await writeJson(store, message, document);
  return message;
};
