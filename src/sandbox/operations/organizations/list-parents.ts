import type { ListParentsRequest, ListParentsResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../call.ts';
import { nextToken, organizationPage } from './list-page.ts';
import { notFound, requireAdministrator } from './membership.ts';

export const listParents: Operation<ListParentsRequest, ListParentsResponse> = (call, input) => {
  requireAdministrator(call);
  const { accounts, organization } = call.world;
  const child = accounts.get(input.ChildId ?? '') ?? organization.units.get(input.ChildId ?? '');
  if (child === undefined) throw notFound('Child');
  const Type = child.parentId === organization.rootId ? ('ROOT' as const) : ('ORGANIZATIONAL_UNIT' as const);
  const page = organizationPage(call, [{ Id: child.parentId, Type }], input);
  return { Parents: [...page.items], ...nextToken(page) };
};
