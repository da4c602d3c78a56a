import type { AccountId } from '../../core/keys.ts';

/** One account of the Organization, as Organizations lists it. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  /** The root user's address: where this account's notices go. */
  readonly email: string | undefined;
  /** `State`, or `Status` where AWS does not send one yet. Only ACTIVE accounts are worked. */
  readonly state: string;
}

/** Organizations. */
export interface OrganizationAccounts {
  /** Page by page. A page that cannot be read throws, after the earlier ones were yielded. */
  accounts(): AsyncIterable<readonly Account[]>;
  /** Accounts in an OU and all OUs below it. */
  accountsBelow(ouId: string): AsyncIterable<readonly Account[]>;
}
