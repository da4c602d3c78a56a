import type { Operation } from '../../call.ts';
import { describeAccount } from './describe-account.ts';
import { describeOrganization } from './describe-organization.ts';
import { listAccounts } from './list-accounts.ts';
import { listAccountsForParent } from './list-accounts-for-parent.ts';
import { listChildren } from './list-children.ts';
import { listOrganizationalUnitsForParent } from './list-organizational-units-for-parent.ts';
import { listParents } from './list-parents.ts';
import { listRoots } from './list-roots.ts';

export const organizationsOperations: Readonly<Record<string, Operation>> = {
  ListAccounts: listAccounts,
  DescribeAccount: describeAccount,
  DescribeOrganization: describeOrganization,
  ListRoots: listRoots,
  ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
  ListAccountsForParent: listAccountsForParent,
  ListParents: listParents,
  ListChildren: listChildren,
};
