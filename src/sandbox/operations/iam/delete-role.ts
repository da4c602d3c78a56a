import type { DeleteRoleRequest } from '@aws-sdk/client-iam';
import { AwsError, type Operation } from '../../call.ts';
import { accountOf, findNamedRole } from './find.ts';

const conflict = (first: string): AwsError =>
  new AwsError('DeleteConflict', `Cannot delete entity, must ${first} first.`, 409);

export const deleteRole: Operation<DeleteRoleRequest, Record<string, never>> = (call, input) => {
  const role = findNamedRole(call, input.RoleName);
  if (role.attachedPolicies.length > 0) throw conflict('detach all policies');
  if (role.inlinePolicies.size > 0) throw conflict('delete policies');
  accountOf(call).roles.delete(role.name);
  return {};
};
