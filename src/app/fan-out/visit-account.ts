import type { Instant } from '../../core/time.ts';
import { isRegularDay } from '../account/regular-day.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrganizationAccounts } from '../ports/organizations.ts';
import type { AccountSessions } from '../ports/sts.ts';
import type { ApiCalls, RunResult, Summary } from '../results/result.ts';
import type { RunDependencies, RunRequest, SettledUser } from '../run/request.ts';
import { run as runOver } from '../run/run.ts';
import type { AccountTicket, NoticeRef, SettledUsers, Visited } from '../run-bucket/documents.ts';
import { readJson, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';
import type { Settings } from '../settings/settings.ts';
import { lessRotated } from './less-rotated.ts';
import { openOutbox } from './outbox.ts';
import { accountOf } from './search-account.ts';
import { earlierVisitsOf, seenWith, settledBefore, withSettled } from './settled-users.ts';
import { countNotices } from './undelivered.ts';
import type { VisitRequest } from './visit-request.ts';

export interface VisitParts {
  readonly sessions: AccountSessions;
  readonly clock: Clock;
  readonly nonce: () => string;
  readonly apiCalls: () => ApiCalls;
  /** Aborted some time before the process ends: finish what is in hand. */
  readonly signal: AbortSignal;
  readonly deadline?: Instant;
}

export interface VisitAnswer {
  /** Keys of the mails that wait in the outbox. */
  readonly messages: readonly string[];
  /** False: time ran out, and another visit goes on. */
  readonly isDone: boolean;
  readonly summary: Summary;
}

/**
 * Works one account as a run of its own, with its mails left in the outbox and its result in the run bucket. Asked
 * again for a visit that was finished, it answers as the first time.
 */
export const visitAccount = async (
  visit: VisitRequest,
  { store, ...parts }: VisitParts & { readonly store: RunStore },
): Promise<VisitAnswer> => {
  const { run, ticket, round } = visit;
  const key = runKeys.visited(run.id, ticket.account, round);
  const earlier = await readJson<Visited>(store, key);
  if (earlier !== undefined) return answerOf(earlier);
  const before = await earlierVisits(visit, store);
  const settled = settledBefore(before);
  const outbox = await openOutbox(store, { run: run.id, account: ticket.account, round });
  const left = outbox.pending().flatMap(({ notices }) => notices);
  const mostMails = Math.max(0, MOST_MAILS - outbox.pending().length);
  const now: SettledUser[] = [];
  const held: string[] = [];
  const result = await runOver(requestFor(lessRotated(visit, before), { settled, now: parts.clock.now() }), {
    ...runDependenciesFor(parts, run.id, ticket),
    notifier: outbox.notifier,
    ...(run.mode === 'apply' ? { mostMails } : {}),
    settled: (user) => now.push(user),
    held: (name) => held.push(name),
  });
  const visited: Visited = {
    result: { ...withNotices(result, left), summary: seenWith(withNotices(result, left).summary, settled) },
    messages: outbox.pending(),
    settled: withSettled(settled, { now, held }),
    ...(visit.isRetried ? { isRetried: true } : {}),
  };
  await writeJson(store, key, visited);
  return answerOf(visited);
};

/** In the order of their rounds. */
const earlierVisits = async ({ run, ticket, round }: VisitRequest, store: RunStore): Promise<readonly Visited[]> => {
  const keys = Array.from({ length: round }, (_, earlier) => runKeys.visited(run.id, ticket.account, earlier));
  const visits = await Promise.all(keys.map((key) => readJson<Visited>(store, key)));
  return visits.flatMap((visited) => visited ?? []);
};

/** Mails of one visit: the next one goes on where the owners of these were told. */
const MOST_MAILS = 400;

const answerOf = ({ result, messages }: Visited): VisitAnswer => ({
  messages: messages.map(({ message }) => message),
  isDone: isDone(result),
  summary: result.summary,
});

/** Counts what an earlier try of this visit owed, and left to this one. */
const withNotices = (result: RunResult, left: readonly NoticeRef[]): RunResult => {
  const { told, warned } = countNotices(left);
  const { summary } = result;
  return { ...result, summary: { ...summary, told: summary.told + told, warned: summary.warned + warned } };
};

const requestFor = (
  { run, ticket, settings }: VisitRequest,
  { settled, now }: { readonly settled: SettledUsers; readonly now: Instant },
): RunRequest => ({
  mode: run.mode,
  scope: scopeOf(ticket, run.force),
  isForced: run.force !== '',
  // A daily dry run writes to each account every five days; one that a person asked for, at once.
  tellsPlans: !run.isScheduled || isRegularDay(ticket.account, now),
  settings: withoutUnitRules(settings),
  share: { retirements: ticket.share, rotations: ticket.rotations },
  earlier: earlierVisitsOf(settled),
});

/**
 * Rules about accounts hold in every visit, whoever sent its event. Whoever works one account cannot ask for OUs: the
 * inventory looked them up when it listed the accounts of the run, and an event outside any run is refused while an OU
 * is exempt.
 */
export const withoutUnitRules = (settings: Settings): Settings => ({
  ...settings,
  exemptions: settings.exemptions.filter(({ by }) => by !== 'ou'),
});

export const scopeOf = ({ account }: Pick<AccountTicket, 'account'>, force: string): RunRequest['scope'] => ({
  accounts: [account],
  ous: [],
  users: force === '' ? [] : [force],
});

/** A run over one account that somebody else listed. */
export const runDependenciesFor = (
  parts: VisitParts,
  runId: string,
  ticket: Omit<AccountTicket, 'share'>,
): Omit<RunDependencies, 'notifier'> => ({
  ...parts,
  runId,
  organizationAccounts: organizationAccountsOf(ticket),
  report: () => undefined,
});

const organizationAccountsOf = (ticket: Omit<AccountTicket, 'share'>): OrganizationAccounts => ({
  async *accounts() {
    yield [accountOf(ticket)];
  },
  // An OU that cannot be looked up must not look empty: nobody would be exempt by it.
  accountsBelow: (ouId) => {
    throw new Error(`a visit to one account cannot look up the OU ${ouId}`);
  },
});

const isDone = ({ accounts }: RunResult): boolean => accounts.every(({ outcome }) => outcome !== 'interrupted');
