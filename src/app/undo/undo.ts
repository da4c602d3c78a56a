import { isSameUndo, type Undo, undoFor } from '../../core/undo.ts';
import { createSemaphore } from '../concurrency/semaphore.ts';
import { isShown } from '../execute/lease.ts';
import { carryOutUndo } from '../execute/undo.ts';
import { withLease } from '../execute/with-lease.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { Fault } from '../faults/fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import { deliver } from '../notices/deliver.ts';
import { noticeAfterUndo, type Undone } from '../notices/notices.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { standingRules } from '../observe/exemptions.ts';
import { observe, type UserSnapshot } from '../observe/observe-user.ts';
import { registerOf } from '../observe/secret-of.ts';
import type { Account } from '../ports/organizations.ts';
import { accountContextFor, deadlineOf, deliveryFor, type EntryParts, openSession } from '../run/enter-account.ts';
import { exemptAccounts, listAccounts } from '../run/list-accounts.ts';
import type { RunDependencies, RunRequest } from '../run/request.ts';
import { labels } from '../secret/labels.ts';
import { type UndoResult, undoResultOf } from './undo-result.ts';

/** Whose: the scope names one account and one user. `plan`: nothing is changed. */
export type UndoRequest = Pick<RunRequest, 'mode' | 'scope' | 'settings'>;

/**
 * Takes back the latest step that can be undone for one user, and tells its owner. Throws a {@link Fault}:
 * `undo-refused` where nothing can be undone, with the reason; `undo-unfinished` where it was stopped in between.
 */
export const undo = async (request: UndoRequest, given: RunDependencies): Promise<UndoResult> => {
  const dependencies = { ...given, deadline: deadlineOf(given) };
  const remarks: string[] = [];
  const parts: EntryParts = {
    request,
    dependencies,
    log: { remark: (text) => void remarks.push(text) },
    rules: standingRules(request.settings, dependencies.clock.now()),
    self: await dependencies.sessions.self(),
    semaphore: createSemaphore(1),
  };
  const account = await accountOf(parts);
  const session = await openSession(parts, account);
  try {
    const done = await undoIn(parts, accountContextFor(parts, account, session));
    const { runId } = dependencies;
    return undoResultOf({ runId, mode: request.mode, account, user: userOf(request), ...done, remarks });
  } catch (error) {
    if (isAwsFault(error) || error instanceof WorkStopped)
      throw new Fault('undo-unfinished', error.message, { cause: error });
    throw error;
  } finally {
    session.close();
  }
};

/** The account in scope, where keyturn may work in it. */
const accountOf = async ({ request, dependencies, rules }: EntryParts): Promise<Account> => {
  const { accounts } = await listAccounts(request.scope, dependencies);
  const [account] = accounts;
  if (account === undefined || accounts.length > 1) throw new Error('an undo is for one account');
  const rule = (await exemptAccounts(rules, dependencies)).get(account.id);
  if (rule) throw refusal({ why: `the account is exempt by ${rule.by} ${rule.value}`, remedy: EXEMPT });
  if (account.state !== 'ACTIVE') throw refusal({ why: `the account is ${account.state}`, remedy: EXEMPT });
  return account;
};

const EXEMPT = 'keyturn leaves this account alone: a key in it can be re-activated by hand';

const userOf = ({ scope: { users } }: UndoRequest): string => users[0] ?? '';

const refusal = ({ why, remedy }: { readonly why: string; readonly remedy: string }): Fault =>
  new Fault('undo-refused', why, { remedy });

interface Done {
  readonly undo: Undo;
  readonly isTold: boolean;
}

const undoIn = async (parts: EntryParts, context: AccountContext): Promise<Done> => {
  const { request, dependencies } = parts;
  const seen = await look(context, userOf(request));
  if (request.mode === 'plan') return { ...seen, isTold: false };
  const done = await underClaim(context, seen);
  const told = await deliver(context, deliveryFor(request, dependencies), [noticeAfterUndo(context, done)]);
  for (const { failure } of told) if (failure !== undefined) context.remark(failure);
  return { undo: done.undo, isTold: told.length > 0 && told.every(({ failure }) => failure === undefined) };
};

type Seen = Pick<Undone, 'undo' | 'snapshot'>;

const look = async (context: AccountContext, name: string): Promise<Seen> => {
  const snapshot = await observe(context, name, { forced: false, allowance: 'free' });
  if (snapshot === undefined) throw new Fault('user-not-found', `account ${context.account.id} has no user ${name}`);
  return { snapshot, undo: decide(context, snapshot) };
};

const decide = ({ settings, clock }: AccountContext, { observation }: UserSnapshot): Undo => {
  const decided = undoFor(observation, settings.policy, clock.now());
  if (decided.kind === 'REFUSED') throw refusal(decided);
  return decided;
};

/** Looks again under the claim, and acts only if it sees the very same thing to undo. */
const underClaim = async (context: AccountContext, { snapshot, undo: first }: Seen): Promise<Undone> => {
  const { arn } = registerOf(snapshot);
  const outcome = await withLease(context, { snapshot, arn }, async (lease) => {
    const again = await lease.look({ forced: false, allowance: 'free' });
    // A secret that was deleted or changed hands since the claim was taken has taken the claim with it; and a read that
    // does not show the claim is late.
    if (again === undefined || !isShown(again.raw, lease.claim, labels.claim)) throw refusal(CHANGED);
    const decided = decide(context, again);
    if (!isSameUndo(first, decided)) throw refusal(CHANGED);
    const fence = lease.fenceFor(again);
    return { undo: decided, snapshot: again, notes: await carryOutUndo({ context, snapshot: again, fence }, decided) };
  });
  if (outcome === 'busy') throw refusal(BUSY);
  return outcome;
};

const CHANGED = {
  why: 'a second look, under the claim, did not confirm the first: somebody is changing this user',
  remedy: 'run the command again: it shows what can be undone now',
};

const BUSY = {
  why: 'another run is at work on this user',
  remedy: 'wait until it has ended, 35 minutes at most, and ask again',
};
