import type { AccountId } from '../../core/keys.ts';
import { Fault } from '../faults/fault.ts';
import type { Account } from '../ports/organizations.ts';
import type { AccountSessions } from '../ports/sts.ts';

/** What one account answered when it was asked for a user. */
export interface UserAnswer {
  readonly account: Pick<Account, 'id' | 'name'>;
  /** `unknown`: the account could not be looked into, and may have such a user too. */
  readonly answer: 'has' | 'has not' | 'unknown';
}

/** Throws where the account cannot be asked. */
export const hasUser = async (sessions: AccountSessions, account: Account, name: string): Promise<boolean> => {
  const session = await sessions.open(account, { readOnly: true });
  try {
    return (await session.users.find(name)) !== undefined;
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
  if (unseen.length > 0 || !isListWhole) throw perhapsElsewhere(name, having, unseen);
  if (only === undefined) throw new Fault('user-not-found', `no user ${name} in ${answered.length} accounts`);
  return only.account.id;
};

const ambiguous = (name: string, having: readonly UserAnswer[]): Fault =>
  new Fault('user-ambiguous', [`${having.length} accounts have a user ${name}:`, ...having.map(lineOf)].join('\n'));

const perhapsElsewhere = (name: string, having: readonly UserAnswer[], unseen: readonly UserAnswer[]): Fault => {
  const isFound = having.length > 0;
  const found = isFound ? 'was found, but another account may have one too' : 'was found in no account';
  const lines = [`the user ${name} ${found}; these could not be looked into:`, ...unseen.map(lineOf)];
  return new Fault(isFound ? 'user-ambiguous' : 'user-not-found', lines.join('\n'));
};

const lineOf = ({ account }: UserAnswer): string => `  ${account.id} ${account.name}`;
