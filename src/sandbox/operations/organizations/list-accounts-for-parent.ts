import type { ListAccountsForParentRequest, ListAccountsForParentResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../call.ts';
import { accountShape } from './account-shape.ts';
import { nextToken, organizationPage } from './list-page.ts';
import { requireAdministrator } from './membership.ts';
import { accountsUnder, checkParent } from './tree.ts';

export const listAccountsForParent: Operation<ListAccountsForParentRequest, ListAccountsForParentResponse> = (
  call,
  input,
) => {
  requireAdministrator(call);
  checkParent(call.world, input.ParentId);
  const page = organizationPage(call, accountsUnder(call.world, input.ParentId), input);
  return { Accounts: page.items.map((account) => accountShape(call.world, account)), ...nextToken(page) };
};
