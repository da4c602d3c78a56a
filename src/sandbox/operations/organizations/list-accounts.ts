import type { ListAccountsRequest, ListAccountsResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../call.ts';
import { accountShape } from './account-shape.ts';
import { nextToken, organizationPage } from './list-page.ts';
import { requireAdministrator } from './membership.ts';

export const listAccounts: Operation<ListAccountsRequest, ListAccountsResponse> = (call, input) => {
  requireAdministrator(call);
  const page = organizationPage(call, [...call.world.accounts.values()], input);
  return { Accounts: page.items.map((account) => accountShape(call.world, account)), ...nextToken(page) };
};
