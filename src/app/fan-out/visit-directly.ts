import { refuseUnlessThere } from '../observe/find-user.ts';
import type { UserTarget } from '../observe/user-target.ts';
import type { RunResult } from '../results/result.ts';
import { run as runOver } from '../run/run.ts';
import type { AccountTicket } from '../run-bucket/documents.ts';
import type { Settings } from '../settings/settings.ts';
import { accountOf } from './search-account.ts';
import { runDependenciesFor, scopeOf, type VisitParts, withoutUnitRules } from './visit-account.ts';

export interface DirectVisit {
  readonly ticket: Omit<AccountTicket, 'share'>;
  readonly mode: 'plan' | 'apply';
  /** The one user to rotate now; `undefined`: everybody who is due. */
  readonly force: UserTarget | undefined;
  readonly settings: Settings;
  readonly runId: string;
}

/**
 * Works one account outside any run, as a person asked. Nobody sends mails here: the next run does, and until an owner
 * was told no old key is retired. Throws a Fault where an ARN was given that nobody in the account has.
 */
export const visitDirectly = async (
  { ticket, mode, force, settings, runId }: DirectVisit,
  parts: VisitParts,
): Promise<RunResult> => {
  if (force?.arn !== undefined)
    await refuseUnlessThere({ sessions: parts.sessions, isOwn: false }, accountOf(ticket), force);
  const scope = scopeOf(ticket, force?.name ?? '');
  return runOver(
    { mode, scope, isForced: force !== undefined, settings: withoutUnitRules(settings) },
    { ...runDependenciesFor(parts, runId, ticket), notifier: undefined },
  );
};
