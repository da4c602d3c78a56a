import type { AttachRolePolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findNamedRole } from './find.ts';
import { attach } from './managed-policies.ts';

export const attachRolePolicy: Operation<AttachRolePolicyRequest, Record<string, never>> = (call, input) => {
  attach(call, findNamedRole(call, input.RoleName), input.PolicyArn, 'PoliciesPerRole');
  return {};
};
