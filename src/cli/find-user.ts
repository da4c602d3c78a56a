import { listAccounts } from '../app/account-list.ts';
import { Fault } from '../app/fault.ts';
import { inParallel } from '../app/in-parallel.ts';
import type { Account } from '../app/ports.ts';
import type { AccountId } from '../core/keys.ts';
import type { Connection, Means } from './means.ts';
import { surroundings, type Work, withConnection } from './work.ts';

/** The one account in scope that has a user of this name. Throws a {@link Fault} for none, and for more than one. */
export const findUser = (means: Means, work: Work, name: string): Promise<AccountId> =>
  withConnection(means, work, async (connection, around) => {
    const { settings } = work.loaded;
    const request = { mode: 'plan', scope: work.scope, isForced: true, settings } as const;
    const list = await listAccounts(request, surroundings(means, connection, around));
    const active = list.accounts.filter(({ state }) => state === 'ACTIVE');
    const looks = await inParallel(active, settings.parallelAccounts, (account) => lookInto(connection, account, name));
    const having = looks.filter(({ answer }) => answer === 'has');
    const [only] = having;
    if (having.length > 1) throw ambiguous(name, having);
    const unseen = looks.filter(({ answer }) => answer === 'unknown');
    if (unseen.length > 0 || !list.isComplete) throw perhapsElsewhere(name, having, unseen);
    if (only === undefined) throw new Fault('user-not-found', `no user ${name} in ${active.length} accounts`);
    return only.account.id;
  });

interface Look {
  readonly account: Account;
  readonly answer: 'has' | 'has not' | 'unknown';
}

const lookInto = async ({ gate }: Connection, account: Account, name: string): Promise<Look> => {
  try {
    const session = await gate.enter(account, { readOnly: true });
    try {
      const user = await session.users.find(name);
      return { account, answer: user === undefined ? 'has not' : 'has' };
    } finally {
      session.close();
    }
  } catch {
    // Whatever the reason: an account that was not seen may have such a user too.
    return { account, answer: 'unknown' };
  }
};

const ambiguous = (name: string, having: readonly Look[]): Fault =>
  new Fault('user-ambiguous', [`${having.length} accounts have a user ${name}:`, ...having.map(lineOf)].join('\n'));

const perhapsElsewhere = (name: string, having: readonly Look[], unseen: readonly Look[]): Fault => {
  const isFound = having.length > 0;
  const found = isFound ? 'was found, but another account may have one too' : 'was found in no account';
  const lines = [`the user ${name} ${found}; these could not be looked into:`, ...unseen.map(lineOf)];
  return new Fault(isFound ? 'user-ambiguous' : 'user-not-found', lines.join('\n'));
};

const lineOf = ({ account }: Look): string => `  ${account.id} ${account.name}`;
