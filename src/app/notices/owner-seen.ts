import type { AccountContext } from '../observe/account-context.ts';
import type { UserDetails } from '../ports/iam.ts';
import { accountAddress } from './deliver.ts';
import { ownersOf } from './owner-address.ts';

/** Whom a mail about a user would go to today. */
export interface OwnerSeen {
  /** Empty: nobody is known whom to tell. */
  readonly addresses: readonly string[];
  readonly from: 'owner-tag' | 'account-address' | 'admin-address' | 'nowhere';
  /** Why no address comes from a tag of the user. */
  readonly whyNotTag: string | undefined;
}

export const ownerSeen = (context: AccountContext, tags: UserDetails['tags']): OwnerSeen => {
  const owners = ownersOf(context.settings, tags);
  if (owners.ok) return { addresses: owners.addresses, from: 'owner-tag', whyNotTag: undefined };
  const from = context.account.email === undefined ? 'admin-address' : 'account-address';
  const addresses = [accountAddress(context)].filter((address) => address !== '');
  return { addresses, from: addresses.length === 0 ? 'nowhere' : from, whyNotTag: owners.why };
};
