import { Fault } from '../../app/faults/fault.ts';
import type { Scope } from '../../app/run/request.ts';
import { formats } from '../../app/settings/formats.ts';
import type { AccountId } from '../../core/keys.ts';
import type { CommonOptions } from './options.ts';

/** Whom the command line names. Throws a {@link Fault} for an id that is none. */
export const scopeOf = ({ account = [], ou = [], user = [] }: CommonOptions): Scope => {
  for (const id of ou) if (!formats.ouId.pattern.test(id)) throw new Fault('ou-invalid', `${id} is no OU id`);
  for (const name of user)
    if (!formats.userName.pattern.test(name))
      throw new Fault('user-invalid', `${name} is not a valid name of an IAM user`);
  return { accounts: accountsOf(account, ou), ous: [...new Set(ou)], users: [...new Set(user)] };
};

const accountsOf = (given: readonly string[], ous: readonly string[]): Scope['accounts'] => {
  if (given.length === 0) return 'organization';
  if (given.includes('self')) {
    if (given.length > 1 || ous.length > 0)
      throw new Fault('account-invalid', '--account self stands alone', {
        remedy: 'give either --account self, or account ids and OUs',
      });
    return 'self';
  }
  return [...new Set(given)].map(accountIdOf);
};

export const accountIdOf = (text: string): AccountId => {
  if (!formats.accountId.pattern.test(text)) throw new Fault('account-invalid', `${text} is not a valid account id`);
  return text as AccountId;
};
