import type { AccountId } from '../../core/keys.ts';
import { type ObservedAccount, observeAccount } from '../account/observe-account.ts';
import { processAccount } from '../account/process-account.ts';
import type { AccountRequest } from '../account/request.ts';
import type { Semaphore } from '../concurrency/semaphore.ts';
import { AwsFault } from '../faults/aws-fault.ts';
import { Fault } from '../faults/fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { RunPace } from '../limits/pace.ts';
import type { PendingNotice } from '../notices/notices.ts';
import { ownerAddress } from '../notices/owner-address.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { type ExemptionLookup, exemptionsOf } from '../observe/exemptions.ts';
import type { Account } from '../ports/organizations.ts';
import type { AccountSession, Caller } from '../ports/sts.ts';
import type { AccountResult } from '../results/result.ts';
import type { ExemptionRule, Settings } from '../settings/settings.ts';
import type { RunDependencies, RunRequest } from './request.ts';
import type { RunLog } from './run-log.ts';

/** What all accounts of a run share. */
export interface RunState {
  readonly request: RunRequest;
  readonly dependencies: RunDependencies;
  readonly log: RunLog;
  readonly rules: readonly ExemptionRule[];
  readonly self: Caller;
  readonly exempt: ReadonlyMap<AccountId, ExemptionRule>;
  readonly pace: RunPace;
  readonly semaphore: Semaphore;
}

/** One account that was entered and looked at. */
export interface AccountVisit {
  readonly context: AccountContext;
  readonly request: AccountRequest;
  readonly observed: ObservedAccount;
}

/**
 * Enters one account and looks at it; whatever goes wrong there stays there. `undefined`: there is nothing to go on
 * with.
 */
export const startVisit = async (state: RunState, account: Account): Promise<AccountVisit | undefined> => {
  const skip = whySkipped(state, account);
  if (skip !== undefined) return endAccount(state, account, 'skipped', skip);
  if (state.dependencies.signal.aborted) return endAccount(state, account, 'interrupted', 'not begun');
  let session: AccountSession | undefined;
  try {
    session = await openSession(state, account);
    const context = accountContextFor(state, account, session);
    const request = accountRequestFor(state);
    return { context, request, observed: await observeAccount(context, request) };
  } catch (error) {
    session?.close();
    return endAccount(state, account, 'failed', wordsFor(error));
  }
};

/**
 * Carries out what was planned for one account, and leaves it. What was done is kept, also where something else went
 * wrong.
 */
export const processVisit = async (state: RunState, visit: AccountVisit): Promise<void> => {
  const { context, observed } = visit;
  try {
    await processAccount(context, visit.request, observed);
    state.log.accountProcessed(context, observed);
    const wasInterrupted = observed.records.some(({ outcome }) => outcome === 'interrupted');
    endAccount(state, context.account, wasInterrupted ? 'interrupted' : 'done');
  } catch (error) {
    state.log.accountProcessed(context, observed);
    endAccount(state, context.account, 'failed', wordsFor(error));
  } finally {
    context.session.close();
  }
};

const endAccount = (
  { log }: RunState,
  { id, name }: Account,
  outcome: AccountResult['outcome'],
  error?: string,
): undefined => {
  log.accountEnded({ id, name, outcome, ...(error === undefined ? {} : { error }) });
};

const whySkipped = ({ exempt }: RunState, { id, state }: Account): string | undefined => {
  if (state !== 'ACTIVE') return `the account is ${state}`;
  const rule = exempt.get(id);
  return rule && `exempt by ${rule.by} ${rule.value}`;
};

const openSession = ({ request, dependencies }: RunState, account: Account): Promise<AccountSession> => {
  const readOnly = request.mode === 'plan';
  return request.scope.accounts === 'self'
    ? dependencies.sessions.openOwn({ readOnly })
    : dependencies.sessions.open(account, { readOnly });
};

const accountRequestFor = ({ request, dependencies, pace }: RunState): AccountRequest => ({
  mode: request.mode,
  users: request.scope.users,
  isForced: request.isForced,
  pace,
  tellsPlans: request.tellsPlans ?? false,
  delivery: { notifier: dependencies.notifier, ownerOf: (pending) => ownerOf(request.settings, pending) },
  report: dependencies.report,
  signal: dependencies.signal,
});

const accountContextFor = (state: RunState, account: Account, session: AccountSession): AccountContext => {
  const { request, dependencies, log, rules, self, semaphore } = state;
  let lookup: Promise<ExemptionLookup> | undefined;
  return {
    account,
    session,
    settings: request.settings,
    clock: dependencies.clock,
    nonce: dependencies.nonce,
    pause: (ms, signal) => semaphore.yieldWhile(() => dependencies.clock.sleep(ms, signal)),
    deadline: dependencies.deadline,
    exemptions: () => {
      lookup ??= exemptionsOf(rules, session);
      return lookup;
    },
    canTell: dependencies.notifier !== undefined,
    selfArn: self.arn,
    remark: log.remark,
  };
};

const ownerOf = ({ ownerTag, ownerDomains, adminEmail }: Settings, { snapshot }: PendingNotice): string | undefined => {
  if (ownerTag === undefined) return undefined;
  const ownDomain = adminEmail?.split('@')[1];
  const domains = ownerDomains.length > 0 ? ownerDomains : ownDomain ? [ownDomain] : [];
  const owner = ownerAddress(snapshot.user.tags[ownerTag], domains);
  return owner.ok ? owner.address : undefined;
};

const wordsFor = (error: unknown): string => {
  if (error instanceof Fault || error instanceof WorkStopped) return error.message;
  if (error instanceof AwsFault) {
    const remedy = error.operation.endsWith('AssumeRole')
      ? ': is the member role deployed in this account, and does it trust the caller?'
      : '';
    return `${error.message}${remedy}`;
  }
  return `a defect of keyturn: ${error instanceof Error ? error.message : 'unknown'}`;
};
