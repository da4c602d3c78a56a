import type { ListRootsRequest, ListRootsResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../call.ts';
import { nextToken, organizationPage } from './list-page.ts';
import { requireAdministrator } from './membership.ts';

export const listRoots: Operation<ListRootsRequest, ListRootsResponse> = (call, input) => {
  requireAdministrator(call);
  const { id, rootId, managementAccountId } = call.world.organization;
  const Arn = `arn:aws:organizations::${managementAccountId}:root/${id}/${rootId}`;
  const PolicyTypes = [{ Type: 'SERVICE_CONTROL_POLICY' as const, Status: 'ENABLED' as const }];
  const page = organizationPage(call, [{ Id: rootId, Arn, Name: 'Root', PolicyTypes }], input);
  return { Roots: [...page.items], ...nextToken(page) };
};
