import { inParallel } from '../../app/concurrency/map-concurrent.ts';
import { hasUser, onlyAccountWith, type UserLook } from '../../app/observe/find-user.ts';
import type { Account } from '../../app/ports/organizations.ts';
import { listAccounts } from '../../app/run/list-accounts.ts';
import type { AccountId } from '../../core/keys.ts';
import { type Work, withConnection } from './command.ts';
import type { Connection, Means } from './dependencies.ts';

/** The one account in scope that has a user of this name. Throws a Fault for none, and for more than one. */
export const findUser = (means: Means, work: Work, name: string): Promise<AccountId> =>
  withConnection(means, work, async (connection) => {
    const list = await listAccounts(work.scope, connection);
    const active = list.accounts.filter(({ state }) => state === 'ACTIVE');
    const { parallelAccounts } = work.loaded.settings;
    const looks = await inParallel(active, parallelAccounts, (account) => lookInto(connection, account, name));
    return onlyAccountWith(name, { looks, isListWhole: list.isComplete });
  });

const lookInto = async ({ gate }: Connection, account: Account, name: string): Promise<UserLook> => {
  try {
    return { account, answer: (await hasUser(gate, account, name)) ? 'has' : 'has not' };
  } catch {
    // Whatever the reason: an account that was not seen may have such a user too.
    return { account, answer: 'unknown' };
  }
};
