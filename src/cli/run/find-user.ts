import { mapConcurrent } from '../../app/concurrency/map-concurrent.ts';
import { hasUser, onlyAccountWith, refuseUnlessThere, type UserAnswer } from '../../app/observe/find-user.ts';
import type { UserTarget } from '../../app/observe/user-target.ts';
import type { Account } from '../../app/ports/organizations.ts';
import { listAccounts } from '../../app/run/list-accounts.ts';
import type { AccountId } from '../../core/keys.ts';
import { type Command, withConnection } from './command.ts';
import type { Connection, Dependencies } from './dependencies.ts';

/** The one account in scope that has a user of this name. Throws a Fault for none, and for more than one. */
export const findUser = (dependencies: Dependencies, command: Command, name: string): Promise<AccountId> =>
  withConnection(dependencies, command, async (connection) => {
    const list = await listAccounts(command.scope, connection);
    const active = list.accounts.filter(({ state }) => state === 'ACTIVE');
    const { parallelAccounts } = command.loaded.settings;
    const answered = await mapConcurrent(active, parallelAccounts, (account) => askAccount(connection, account, name));
    return onlyAccountWith(name, { answered, isListWhole: list.isComplete });
  });

/** Throws a Fault where the one account in scope has not the user of this ARN. */
export const refuseOtherArn = (dependencies: Dependencies, command: Command, target: UserTarget): Promise<void> =>
  withConnection(dependencies, command, async (connection) => {
    const { accounts } = await listAccounts(command.scope, connection);
    const isOwn = command.scope.accounts === 'self';
    for (const account of accounts)
      if (account.state === 'ACTIVE')
        await refuseUnlessThere({ sessions: connection.sessions, isOwn }, account, target);
  });

const askAccount = async ({ sessions }: Connection, account: Account, name: string): Promise<UserAnswer> => {
  try {
    return { account, answer: (await hasUser(sessions, account, { name })) ? 'has' : 'has not' };
  } catch {
    // Whatever the reason: an account that was not seen may have such a user too.
    return { account, answer: 'unknown' };
  }
};
