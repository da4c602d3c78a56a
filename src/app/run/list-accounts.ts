import type { AccountId } from '../../core/keys.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { Fault } from '../faults/fault.ts';
import { endpointUnreachable, Unreachable } from '../faults/unreachable.ts';
import type { Account, OrganizationAccounts } from '../ports/organizations.ts';
import type { AccountSessions } from '../ports/sts.ts';
import type { ExemptionRule } from '../settings/settings.ts';
import type { Scope } from './request.ts';

/** The accounts of a run, and whether they are all there are. */
export interface AccountList {
  readonly accounts: readonly Account[];
  readonly isComplete: boolean;
  readonly failure: string | undefined;
}

/** Who can tell of accounts. */
interface Registry {
  readonly organizationAccounts: OrganizationAccounts;
  readonly sessions: AccountSessions;
}

/** The accounts of a run as they are listed, and afterwards whether they are all there are. */
export interface AccountStream {
  readonly accounts: AsyncIterable<readonly Account[]>;
  /** Once they were all read: why the list is not whole. */
  readonly failure: () => string | undefined;
}

/**
 * Accounts in scope, page by page, each once. A list that breaks off is worked as far as it came, and never passes for
 * complete. Accounts that were named are known only at the end of the list.
 */
export const streamAccounts = (scope: Scope, registry: Registry): AccountStream => {
  let failure: string | undefined;
  async function* accounts(): AsyncIterable<readonly Account[]> {
    if (scope.accounts !== 'organization') {
      const list = await listAccounts(scope, registry);
      failure = list.failure;
      yield list.accounts;
      return;
    }
    const seen = new Set<AccountId>();
    try {
      for await (const page of pagesOf(scope, registry)) {
        const fresh = page.filter(({ id }) => !seen.has(id));
        for (const { id } of fresh) seen.add(id);
        yield fresh;
      }
    } catch (error) {
      failure = brokenOff(error, seen.size);
    }
  }
  return { accounts: accounts(), failure: () => failure };
};

/** In words, where at least one account was listed; otherwise nothing can be done at all. */
const brokenOff = (error: unknown, listed: number): string => {
  if (!isAwsFault(error)) throw error;
  if (listed === 0 && error instanceof Unreachable) throw endpointUnreachable(error);
  if (listed === 0) throw new Fault('access-denied', error.message, { cause: error });
  return error.message;
};

/** Accounts in scope. A list that breaks off is worked as far as it came, and never passes for complete. */
export const listAccounts = async (scope: Scope, registry: Registry): Promise<AccountList> => {
  if (scope.accounts === 'self')
    return { accounts: [await ownAccount(registry)], isComplete: true, failure: undefined };
  const listed = await collect(pagesOf(scope, registry));
  if (scope.accounts === 'organization') return listed;
  return { ...listed, accounts: scope.accounts.map((id) => pick(listed, id)) };
};

const ownAccount = async ({ sessions }: Registry): Promise<Account> => {
  const { accountId } = await sessions.self();
  return { id: accountId, name: 'this account', email: undefined, state: 'ACTIVE' };
};

async function* pagesOf(scope: Scope, { organizationAccounts }: Registry): AsyncIterable<readonly Account[]> {
  if (scope.ous.length === 0) yield* organizationAccounts.accounts();
  for (const ou of scope.ous) yield* organizationAccounts.accountsBelow(ou);
}

const collect = async (pages: AsyncIterable<readonly Account[]>): Promise<AccountList> => {
  const byId = new Map<AccountId, Account>();
  try {
    for await (const page of pages) for (const account of page) byId.set(account.id, account);
    return { accounts: [...byId.values()], isComplete: true, failure: undefined };
  } catch (error) {
    const failure = brokenOff(error, byId.size);
    return { accounts: [...byId.values()], isComplete: false, failure };
  }
};

const pick = ({ accounts, isComplete }: AccountList, id: AccountId): Account => {
  const found = accounts.find((account) => account.id === id);
  if (found) return found;
  if (isComplete)
    throw new Fault('account-not-found', `account ${id} is not in this organization (or not in the OUs given)`);
  return { id, name: id, email: undefined, state: 'ACTIVE' };
};

/**
 * Accounts that the settings leave alone as a whole, with the rule that says so. An OU that cannot be read stops the
 * run.
 */
export const exemptAccounts = async (
  rules: readonly ExemptionRule[],
  { organizationAccounts }: Pick<Registry, 'organizationAccounts'>,
): Promise<ReadonlyMap<AccountId, ExemptionRule>> => {
  const exempt = new Map<AccountId, ExemptionRule>();
  for (const rule of rules) {
    if (rule.by === 'account') exempt.set(rule.value as AccountId, rule);
    if (rule.by === 'ou')
      for await (const page of organizationAccounts.accountsBelow(rule.value))
        for (const { id } of page) exempt.set(id, rule);
  }
  return exempt;
};
