import type {
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse,
} from '@aws-sdk/client-organizations';
import type { Operation } from '../../call.ts';
import { nextToken, organizationPage } from './list-page.ts';
import { requireAdministrator } from './membership.ts';
import { checkParent, unitsUnder } from './tree.ts';

export const listOrganizationalUnitsForParent: Operation<
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse
> = (call, input) => {
  requireAdministrator(call);
  checkParent(call.world, input.ParentId);
  const page = organizationPage(call, unitsUnder(call.world, input.ParentId), input);
  const OrganizationalUnits = page.items.map(({ id, arn, name }) => ({ Id: id, Arn: arn, Name: name }));
  return { OrganizationalUnits, ...nextToken(page) };
};
