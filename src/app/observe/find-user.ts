import type { AccountId } from '../../core/keys.ts';
import { Fault } from '../faults/fault.ts';
import type { Account } from '../ports/organizations.ts';
import type { AccountSession, AccountSessions } from '../ports/sts.ts';
import { isPresent, refuseOtherUser, type UserTarget } from './user-target.ts';

/** What one account answered when it was asked for a user. */
export interface UserAnswer {
  readonly account: Pick<Account, 'id' | 'name'>;
  /** `unknown`: the account could not be looked into, and may have such a user too. */
  readonly answer: 'has' | 'has not' | 'unknown';
}

/** Throws where the account cannot be asked. */
export const hasUser = (sessions: AccountSessions, account: Account, target: UserTarget): Promise<boolean> =>
  insideOf({ sessions, isOwn: false }, account, (session) => isPresent(session, target));

/** Throws a Fault where the account has not the user who is meant, and an AwsFault where it cannot be asked. */
export const refuseUnlessThere = (way: WayIn, account: Account, target: UserTarget): Promise<void> =>
  insideOf(way, account, (session) => refuseOtherUser(session, target));

/** Those of these users that the account has. */
export const namesIn = (way: WayIn, account: Account, users: readonly string[]): Promise<readonly string[]> =>
  insideOf(way, account, async (session) => {
    const known: string[] = [];
    for (const name of users) if (await isPresent(session, { name })) known.push(name);
    return known;
  });

/** `isOwn`: the account is the caller's own, and is entered without a member role. */
interface WayIn {
  readonly sessions: AccountSessions;
  readonly isOwn: boolean;
}

const insideOf = async <T>(
  { sessions, isOwn }: WayIn,
  account: Account,
  look: (session: AccountSession) => Promise<T>,
): Promise<T> => {
  const session = await (isOwn ? sessions.openOwn({ readOnly: true }) : sessions.open(account, { readOnly: true }));
  try {
    return await look(session);
  } finally {
    session.close();
  }
};

/**
 * The one account that has a user of this name. Throws a {@link Fault} for none, for more than one, and where an
 * account that was not seen may be another.
 */
export const onlyAccountWith = (
  name: string,
  { answered, isListWhole }: { readonly answered: readonly UserAnswer[]; readonly isListWhole: boolean },
): AccountId => {
  const having = answered.filter(({ answer }) => answer === 'has');
  const [only] = having;
  if (having.length > 1) throw ambiguous(name, having);
  const unseen = answered.filter(({ answer }) => answer === 'unknown');
  if (unseen.length > 0 || !isListWhole) throw perhapsElsewhere(name, { having, unseen, isListWhole });
  if (only === undefined) throw new Fault('user-not-found', `no user ${name} in ${answered.length} accounts`);
  return only.account.id;
};

const ambiguous = (name: string, having: readonly UserAnswer[]): Fault =>
  new Fault('user-ambiguous', [`${having.length} accounts have a user ${name}:`, ...having.map(lineOf)].join('\n'));

interface Seen {
  readonly having: readonly UserAnswer[];
  readonly unseen: readonly UserAnswer[];
  readonly isListWhole: boolean;
}

const perhapsElsewhere = (name: string, { having, unseen, isListWhole }: Seen): Fault => {
  const isFound = having.length > 0;
  const found = isFound
    ? [`the user ${name} was found in this account, but another may have one too:`, ...having.map(lineOf)]
    : [`the user ${name} was found in no account that could be looked into`];
  const notSeen = unseen.length > 0 ? ['these could not be looked into:', ...unseen.map(lineOf)] : [];
  const lines = [...found, ...notSeen, ...(isListWhole ? [] : ['the list of accounts broke off'])];
  return new Fault(isFound ? 'user-ambiguous' : 'user-not-found', lines.join('\n'));
};

const lineOf = ({ account }: UserAnswer): string => `  ${account.id} ${account.name}`;
