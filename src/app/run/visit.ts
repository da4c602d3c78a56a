import type { AccountId } from '../../core/keys.ts';
import { type ObservedAccount, observeAccount } from '../account/observe-account.ts';
import { processAccount } from '../account/process-account.ts';
import { type AccountRequest, noEarlierVisits } from '../account/request.ts';
import { userStatuses } from '../account/user-statuses.ts';
import { AwsFault } from '../faults/aws-fault.ts';
import { Fault } from '../faults/fault.ts';
import { isOutOfTime, WorkStopped } from '../faults/stop.ts';
import { remedyForFailure } from '../faults/unreachable.ts';
import type { RunPace } from '../limits/pace.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { exemptionWords } from '../observe/exemptions.ts';
import type { Account } from '../ports/organizations.ts';
import type { AccountSession } from '../ports/sts.ts';
import { type AccountWords, deniedKeysIn } from '../results/account-words.ts';
import type { AccountResult } from '../results/result.ts';
import { isSettled } from '../results/user-record.ts';
import type { ExemptionRule, Settings } from '../settings/settings.ts';
import { accountContextFor, deliveryFor, type EntryParts, openSession } from './enter-account.ts';
import type { RunRequest } from './request.ts';
import type { RunLog } from './run-log.ts';

/** What all accounts of a run share. */
export interface RunState extends EntryParts {
  readonly request: RunRequest;
  readonly log: RunLog;
  readonly exempt: ReadonlyMap<AccountId, ExemptionRule>;
  readonly pace: RunPace;
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
  if (skip !== undefined) return endAccount(state, account, 'skipped', { error: skip });
  if (state.dependencies.signal.aborted) return endAccount(state, account, 'interrupted', { error: 'not begun' });
  let session: AccountSession | undefined;
  try {
    session = await openSession(state, account);
    const context = accountContextFor(state, account, session);
    const request = accountRequestFor(state);
    return { context, request, observed: await observeAccount(context, request) };
  } catch (error) {
    session?.close();
    return endAccount(state, account, outcomeAfter(error), failureOf(state, error));
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
    await listUsers(state, visit);
    const wasInterrupted = !observed.records.every(isSettled);
    endAccount(state, context.account, wasInterrupted ? 'interrupted' : 'done', deniedKeysIn(observed.records));
  } catch (error) {
    state.log.accountProcessed(context, observed);
    endAccount(state, context.account, outcomeAfter(error), failureOf(state, error));
  } finally {
    context.session.close();
  }
};

/** Only of an account that was seen as a whole: what was seen of another one may mislead. */
const listUsers = async (
  { dependencies: { listed } }: RunState,
  { context, observed }: AccountVisit,
): Promise<void> => {
  if (listed) for (const user of await userStatuses(context, observed)) listed(user);
};

/** Where time ran out, another visit goes on. */
const outcomeAfter = (error: unknown): 'failed' | 'interrupted' => (isOutOfTime(error) ? 'interrupted' : 'failed');

const endAccount = (
  { log }: RunState,
  { id, name }: Account,
  outcome: AccountResult['outcome'],
  words: AccountWords,
): undefined => {
  log.accountEnded({ id, name, outcome, ...words });
};

const failureOf = ({ request }: RunState, error: unknown): AccountWords => {
  const remedy = remedyForFailure(error);
  return { error: wordsFor(error, request.settings), ...(remedy === undefined ? {} : { remedy }) };
};

const whySkipped = ({ exempt }: RunState, { id, state }: Account): string | undefined => {
  if (state !== 'ACTIVE') return `the account is ${state}`;
  const rule = exempt.get(id);
  return rule && exemptionWords(rule);
};

const accountRequestFor = ({ request, dependencies, pace }: RunState): AccountRequest => ({
  mode: request.mode,
  users: request.scope.users,
  isForced: request.isForced,
  earlier: request.earlier ?? noEarlierVisits,
  pace,
  tellsPlans: request.tellsPlans ?? false,
  delivery: deliveryFor(request, dependencies),
  report: dependencies.report,
  signal: dependencies.signal,
});

const wordsFor = (error: unknown, { central }: Pick<Settings, 'central'>): string => {
  if (error instanceof Fault || error instanceof WorkStopped) return error.message;
  if (error instanceof AwsFault)
    return error.operation.endsWith('AssumeRole') ? `${error.message}: ${wayIn(error, central)}` : error.message;
  return `a defect of keyturn: ${error instanceof Error ? error.message : 'unknown'}`;
};

const wayIn = ({ message }: AwsFault, central: Settings['central']): string =>
  central !== undefined && message.includes(`:role/${central.role}`)
    ? 'does the main stack keep all secrets (StoreSecretsInCentralAccount), and does its role trust the caller?'
    : 'is the member role deployed in this account, and does it trust the caller?';
