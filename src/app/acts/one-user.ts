import type { Exemption } from '../../core/observation.ts';
import { createSemaphore } from '../concurrency/semaphore.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { Fault } from '../faults/fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { exemptionBy, exemptionWords, standingRules } from '../observe/exemptions.ts';
import { observe, type UserSnapshot } from '../observe/observe-user.ts';
import type { Account } from '../ports/organizations.ts';
import { accountContextFor, deadlineOf, type EntryParts, openSession } from '../run/enter-account.ts';
import { exemptAccounts, listAccounts } from '../run/list-accounts.ts';
import type { RunDependencies, RunRequest } from '../run/request.ts';

/** Whose: the scope names one account and one user. `plan`: nothing is changed. */
export type ActRequest = Pick<RunRequest, 'mode' | 'scope' | 'settings'>;

/** Why an act is not done, and what to do instead. */
export interface ActRefusal {
  readonly why: string;
  readonly remedy: string;
}

/** What a person's act is called where it is refused, or ends half-way. */
export interface ActNames {
  readonly refused: 'undo-refused' | 'handover-refused' | 'user-unseen';
  readonly unfinished: 'undo-unfinished' | 'handover-unfinished' | 'user-unseen';
  /** What a person can do in an account that keyturn leaves alone. */
  readonly whereExempt: string;
  /** True: an account that the settings leave alone is entered all the same. */
  readonly entersExempt?: boolean;
}

/** The one user's account, entered. */
export interface Entered {
  readonly account: Account;
  /** Why the account as a whole is left alone, where it is entered all the same. */
  readonly exemption: Exemption | undefined;
  readonly context: AccountContext;
  readonly userName: string;
  readonly request: ActRequest;
  readonly dependencies: RunDependencies;
  readonly refuse: (refusal: ActRefusal) => Fault;
}

/**
 * Enters the account of the one user in scope for what a person asked for. Throws a {@link Fault}: as `names` say,
 * where the account is left alone, or AWS stops the act in between.
 */
export const actOnUser = async <T>(
  request: ActRequest,
  given: RunDependencies,
  names: ActNames,
  act: (entered: Entered) => Promise<T>,
): Promise<T & { readonly account: Account; readonly remarks: readonly string[] }> => {
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
  const refuse = ({ why, remedy }: ActRefusal): Fault => new Fault(names.refused, why, { remedy });
  const { account, exemption } = await accountOf(parts, refuse, names);
  const session = await openSession(parts, account);
  const userName = request.scope.users[0] ?? '';
  try {
    const context = accountContextFor(parts, account, session);
    const done = await act({ account, exemption, context, userName, request, dependencies, refuse });
    return { ...done, account, remarks };
  } catch (error) {
    if (isAwsFault(error) || error instanceof WorkStopped)
      throw new Fault(names.unfinished, error.message, { cause: error });
    throw error;
  } finally {
    session.close();
  }
};

/** The account in scope, where keyturn may enter it. */
const accountOf = async (
  { request, dependencies, rules }: EntryParts,
  refuse: Entered['refuse'],
  { whereExempt: remedy, entersExempt = false }: ActNames,
): Promise<Pick<Entered, 'account' | 'exemption'>> => {
  const { accounts } = await listAccounts(request.scope, dependencies);
  const [account] = accounts;
  if (account === undefined || accounts.length > 1) throw new Error("a person's act is for one account");
  const rule = (await exemptAccounts(rules, dependencies)).get(account.id);
  if (rule && !entersExempt) throw refuse({ why: `the account is ${exemptionWords(rule)}`, remedy });
  if (account.state !== 'ACTIVE') throw refuse({ why: `the account is ${account.state}`, remedy });
  return { account, exemption: exemptionBy(rule) };
};

/** The first look at the user. */
export const lookAt = async ({ account, context, userName }: Entered): Promise<UserSnapshot> => {
  const snapshot = await observe(context, userName, { forced: false, allowance: 'free' });
  if (snapshot === undefined) throw new Fault('user-not-found', `account ${account.id} has no user ${userName}`);
  return snapshot;
};

export const CHANGED: ActRefusal = {
  why: 'a second look, under the claim, did not confirm the first: somebody is changing this user',
  remedy: 'run the command again: it shows what can be done now',
};

export const BUSY: ActRefusal = {
  why: 'another run is at work on this user',
  remedy: 'wait until it has ended, 35 minutes at most, and ask again',
};
