import { forEachConcurrently } from '../concurrency/map-concurrent.ts';
import { createSemaphore } from '../concurrency/semaphore.ts';
import { createRunPace } from '../limits/pace.ts';
import { standingRules } from '../observe/exemptions.ts';
import type { Account } from '../ports/organizations.ts';
import type { ReportEvent } from '../results/events.ts';
import type { RunResult } from '../results/result.ts';
import { deadlineOf } from './enter-account.ts';
import { exemptAccounts, streamAccounts } from './list-accounts.ts';
import type { RunDependencies, RunRequest } from './request.ts';
import { createRunLog } from './run-log.ts';
import { type RunState, startVisit } from './visit.ts';
import { createQueue } from './visit-queue.ts';

/**
 * Accounts that are under way at once, most of them waiting for AWS to make their credential report: 2 to 10 s each.
 */
const MOST_WAITING = 600;

/**
 * One pass over the organization, or over the part of it in scope. One account's failure, or one user's, is kept in the
 * result and never stops the others. Throws a {@link Fault} only where nothing can be done at all.
 */
export const run = async (request: RunRequest, given: RunDependencies): Promise<RunResult> => {
  const dependencies = { ...given, deadline: deadlineOf(given) };
  const log = createRunLog(request, dependencies);
  const rules = standingRules(request.settings, dependencies.clock.now());
  const state: RunState = {
    request,
    dependencies,
    log,
    rules,
    self: await dependencies.sessions.self(),
    exempt: await exemptAccounts(rules, dependencies),
    pace: createRunPace(request.settings, request.share),
    semaphore: createSemaphore(request.settings.parallelAccounts),
  };
  const listed = streamAccounts(request.scope, dependencies);
  const queue = createQueue(state);
  await forEachConcurrently(counted(listed.accounts, dependencies.report), MOST_WAITING, (account) =>
    state.semaphore.run(async () => {
      const visit = await startVisit(state, account);
      if (visit) await queue.processOrKeep(visit);
    }),
  );
  const failure = listed.failure();
  if (failure !== undefined) log.partialList(failure);
  await queue.processKept();
  if (state.pace.heldBack() > 0)
    log.remark(`${state.pace.heldBack()} users wait for their new key: the limit of new keys for one run is reached`);
  return log.finish();
};

async function* counted(
  pages: AsyncIterable<readonly Account[]>,
  report: ReportEvent,
): AsyncIterable<readonly Account[]> {
  let count = 0;
  for await (const page of pages) {
    count += page.length;
    report({ kind: 'accounts-found', count });
    yield page;
  }
}
