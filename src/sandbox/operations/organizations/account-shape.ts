import type { Account as AccountShape } from '@aws-sdk/client-organizations';
import type { AccountState, SandboxAccount } from '../../model/account.ts';
import type { World } from '../../world.ts';

/** What the retired `Status` field says; a state it never knew leaves it out. */
const STATUS: Readonly<Partial<Record<AccountState, 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE'>>> = {
  ACTIVE: 'ACTIVE',
  SUSPENDED: 'SUSPENDED',
  PENDING_CLOSURE: 'PENDING_CLOSURE',
  CLOSED: 'SUSPENDED',
};

export const accountShape = ({ organization }: World, account: SandboxAccount): AccountShape => ({
  Id: account.id,
  Arn: `arn:aws:organizations::${organization.managementAccountId}:account/${organization.id}/${account.id}`,
  Email: account.email,
  Name: account.name,
  Status: STATUS[account.state],
  State: account.state,
  JoinedMethod: account.management ? 'INVITED' : 'CREATED',
  JoinedTimestamp: new Date(account.joinedAt),
});
