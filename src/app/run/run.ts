import type { AccountId } from '../../core/keys.ts';
import { RUN_LIMIT } from '../../core/limits.ts';
import { type Instant, plus } from '../../core/time.ts';
import { inParallelFrom } from '../concurrency/map-concurrent.ts';
import { createSlots } from '../concurrency/semaphore.ts';
import { createRunPace, type Share } from '../limits/pace.ts';
import type { Notifier } from '../notices/digest.ts';
import { standingRules } from '../observe/exemptions.ts';
import type { Account, Clock, Directory, Gate } from '../ports/ports.ts';
import type { Report } from '../results/events.ts';
import type { AccountResult, ApiCalls, RunResult, UserResult } from '../results/result.ts';
import type { Settings } from '../settings/settings.ts';
import { exemptAccounts, streamAccounts } from './list-accounts.ts';
import { createRunLog } from './run-log.ts';
import { enter, type RunState } from './visit.ts';
import { createQueue } from './visit-queue.ts';

/** Whom a run is about. */
export interface Scope {
  /** `self`: the caller's own account, without an Organization and without a member role. */
  readonly accounts: 'organization' | 'self' | readonly AccountId[];
  readonly ous: readonly string[];
  /** User names; empty: everybody. */
  readonly users: readonly string[];
}

export interface RunRequest {
  readonly mode: 'plan' | 'apply';
  readonly scope: Scope;
  /** Rotate the users of the scope now: waives the age, nothing else. */
  readonly isForced: boolean;
  /** In plan mode: also write to each account what would be done there. */
  readonly tellsPlans?: boolean;
  readonly settings: Settings;
  /**
   * What may be done in this run's accounts today, where this run is a part of a larger one; otherwise the organization's
   * share is counted from what the run sees.
   */
  readonly share?: Share;
}

/** Where results go one by one. */
export interface ResultSink {
  readonly account: (result: AccountResult) => void;
  readonly user: (result: UserResult) => void;
}

/** What a run works with: the ports, wired by the CLI, a Lambda or a test. */
export interface Surroundings {
  readonly runId: string;
  readonly directory: Directory;
  readonly gate: Gate;
  /** `undefined`: nobody sends here; what is owed is left to the next run. */
  readonly notifier: Notifier | undefined;
  readonly clock: Clock;
  /** A fresh unguessable text, at each call. */
  readonly nonce: () => string;
  /** Requests really sent so far. */
  readonly apiCalls: () => ApiCalls;
  readonly report: Report;
  /** Takes accounts and users as they end; then the result holds none, and a run of any size fits into memory. */
  readonly sink?: ResultSink;
  /** Aborted: finish what is in hand, report the rest. */
  readonly signal: AbortSignal;
  /** When the process will be ended from outside, if that is known. */
  readonly deadline?: Instant;
}

/** Accounts that are under way at once, most of them waiting for AWS to make their credential report: 2 to 10 s each. */
const MOST_WAITING = 600;

/**
 * One pass over the organization, or over the part of it in scope. One account's failure, or one user's, is kept in the
 * result and never stops the others. Throws a {@link Fault} only where nothing can be done at all.
 */
export const run = async (request: RunRequest, surroundings: Surroundings): Promise<RunResult> => {
  const around = { ...surroundings, deadline: deadlineOf(surroundings) };
  const log = createRunLog(request, around);
  const rules = standingRules(request.settings, around.clock.now());
  const state: RunState = {
    request,
    around,
    log,
    rules,
    self: await around.gate.self(),
    exempt: await exemptAccounts(rules, around),
    pace: createRunPace(request.settings, request.share),
    slots: createSlots(request.settings.parallelAccounts),
  };
  const listed = streamAccounts(request.scope, around);
  const queue = createQueue(state);
  await inParallelFrom(counted(listed.accounts, around.report), MOST_WAITING, (account) =>
    state.slots.within(async () => {
      const visit = await enter(state, account);
      if (visit) await queue.workOrKeep(visit);
    }),
  );
  const failure = listed.failure();
  if (failure !== undefined) log.partialList(failure);
  await queue.workKept();
  if (state.pace.heldBack() > 0)
    log.remark(`${state.pace.heldBack()} users wait for their new key: the limit of new keys for one run is reached`);
  return log.finish();
};

/** A laptop that was closed in the middle of a run does not go on with it the next morning. */
const deadlineOf = ({ clock, deadline }: Surroundings): Instant => {
  const end = plus(clock.now(), RUN_LIMIT);
  return deadline !== undefined && deadline < end ? deadline : end;
};

async function* counted(pages: AsyncIterable<readonly Account[]>, report: Report): AsyncIterable<readonly Account[]> {
  let count = 0;
  for await (const page of pages) {
    count += page.length;
    report({ kind: 'accounts-found', count });
    yield page;
  }
}
