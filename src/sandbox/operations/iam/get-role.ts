import type { GetRoleRequest, GetRoleResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findNamedRole } from './find.ts';
import { roleShape } from './shapes.ts';

export const getRole: Operation<GetRoleRequest, GetRoleResponse> = (call, input) => {
  return { Role: roleShape(findNamedRole(call, input.RoleName)) };
};
