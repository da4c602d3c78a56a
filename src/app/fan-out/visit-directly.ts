import type { RunResult } from '../results/result.ts';
import { run as runOver } from '../run/run.ts';
import type { Settings } from '../settings/settings.ts';
import type { AccountTicket } from './documents.ts';
import { runDependenciesFor, scopeOf, type VisitParts, withoutAccountRules } from './visit-account.ts';

export interface DirectVisit {
  readonly ticket: Omit<AccountTicket, 'share'>;
  readonly mode: 'plan' | 'apply';
  /** The one user to rotate now; empty: everybody who is due. */
  readonly force: string;
  readonly settings: Settings;
  readonly runId: string;
}

/**
 * Works one account outside any run, as a person asked. Nobody sends mails here: the next run does, and until an owner
 * was told no old key is retired.
 */
export const visitDirectly = (
  { ticket, mode, force, settings, runId }: DirectVisit,
  parts: VisitParts,
): Promise<RunResult> =>
  runOver(
    { mode, scope: scopeOf(ticket, force), isForced: force !== '', settings: withoutAccountRules(settings) },
    { ...runDependenciesFor(parts, runId, ticket), notifier: undefined },
  );
