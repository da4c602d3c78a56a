import type { ListChildrenRequest, ListChildrenResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../call.ts';
import { nextToken, organizationPage } from './list-page.ts';
import { requireAdministrator } from './membership.ts';
import { accountsUnder, checkParent, unitsUnder } from './tree.ts';

export const listChildren: Operation<ListChildrenRequest, ListChildrenResponse> = (call, input) => {
  requireAdministrator(call);
  checkParent(call.world, input.ParentId);
  const wanted = input.ChildType ?? 'ACCOUNT';
  const children = (wanted === 'ACCOUNT' ? accountsUnder : unitsUnder)(call.world, input.ParentId);
  const page = organizationPage<{ readonly id: string }>(call, children, input);
  return { Children: page.items.map(({ id }) => ({ Id: id, Type: wanted })), ...nextToken(page) };
};
