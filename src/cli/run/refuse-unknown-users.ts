import { mapConcurrent } from '../../app/concurrency/map-concurrent.ts';
import { namesIn } from '../../app/observe/find-user.ts';
import type { Account } from '../../app/ports/organizations.ts';
import { listAccounts } from '../../app/run/list-accounts.ts';
import { type Command, unknownUsers, withConnection } from './command.ts';
import type { Connection, Dependencies } from './dependencies.ts';

/**
 * Before anything is done: throws a Fault for users who were named and whom no account in scope has. Where an account
 * could not be looked into nobody knows, and the run's result says what was found.
 */
export const refuseUnknownUsers = async (dependencies: Dependencies, command: Command): Promise<void> => {
  const { accounts, users } = command.scope;
  if (users.length === 0) return;
  const unknown = await withConnection(dependencies, command, async (connection) => {
    const list = await listAccounts(command.scope, connection);
    const active = list.accounts.filter(({ state }) => state === 'ACTIVE');
    const found = await mapConcurrent(active, command.loaded.settings.parallelAccounts, (account) =>
      askAccount(connection, account, { users, isOwn: accounts === 'self' }),
    );
    const isWhole = list.isComplete && found.every((names) => names !== undefined);
    const known = new Set(found.flatMap((names) => names ?? []));
    return { usersNotFound: users.filter((name) => !known.has(name)), incomplete: !isWhole };
  });
  const fault = unknownUsers(unknown);
  if (fault) throw fault;
};

/** `undefined`: it could not be looked into, whatever the reason. */
const askAccount = async (
  { sessions }: Connection,
  account: Account,
  asked: { readonly users: readonly string[]; readonly isOwn: boolean },
): Promise<readonly string[] | undefined> => {
  try {
    return await namesIn({ sessions, isOwn: asked.isOwn }, account, asked.users);
  } catch {
    return undefined;
  }
};
