import type { AccountId } from '../core/keys.ts';
import type { Instant } from '../core/time.ts';
import { exemptAccounts, listAccounts } from './account-list.ts';
import type { Notifier } from './digest.ts';
import type { Report } from './events.ts';
import { standingRules } from './exempted.ts';
import { inParallel } from './in-parallel.ts';
import { createRunPace } from './pace.ts';
import type { Clock, Directory, Gate } from './ports.ts';
import type { ApiCalls, RunResult } from './result.ts';
import { createRunLog } from './run-log.ts';
import type { Settings } from './settings.ts';
import { enter, type RunState, work } from './visit.ts';

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
   * How many keys may be retired in this run's accounts today, where this run is a part of a larger one; otherwise the
   * organization's share is counted from what the run sees.
   */
  readonly share?: number;
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
  /** Aborted: finish what is in hand, report the rest. */
  readonly signal: AbortSignal;
  /** When the process will be ended from outside, if that is known. */
  readonly deadline?: Instant;
}

/**
 * One pass over the organization, or over the part of it in scope. One account's failure, or one user's, is kept in the
 * result and never stops the others. Throws a {@link Fault} only where nothing can be done at all.
 */
export const run = async (request: RunRequest, around: Surroundings): Promise<RunResult> => {
  const log = createRunLog(request, around);
  const rules = standingRules(request.settings, around.clock.now());
  const list = await listAccounts(request.scope, around);
  around.report({ kind: 'accounts-found', count: list.accounts.length, isComplete: list.isComplete });
  if (list.failure !== undefined) log.partialList(list.failure);
  const state: RunState = {
    request,
    around,
    log,
    rules,
    self: await around.gate.self(),
    exempt: await exemptAccounts(rules, around),
    pace: createRunPace(request.settings, request.share),
  };
  // Everybody is looked at first: only then is it known how much would be retired in the organization.
  const { parallelAccounts } = request.settings;
  const visits = await inParallel(list.accounts, parallelAccounts, (account) => enter(state, account));
  const open = visits.filter((visit) => visit !== undefined);
  await inParallel(open, parallelAccounts, (visit) => work(state, visit));
  return log.finish();
};
