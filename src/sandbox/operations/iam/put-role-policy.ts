import type { PutRolePolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { checkDocument } from './documents.ts';
import { findNamedRole } from './find.ts';
import { checkName } from './names.ts';

export const putRolePolicy: Operation<PutRolePolicyRequest, Record<string, never>> = (call, input) => {
  const { inlinePolicies } = findNamedRole(call, input.RoleName);
  inlinePolicies.set(checkName(input.PolicyName, 'policyName', 128), checkDocument(input.PolicyDocument));
  return {};
};
