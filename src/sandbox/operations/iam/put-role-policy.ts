import type { PutRolePolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { checkDocument } from './documents.ts';
import { findNamedRole } from './find.ts';

export const putRolePolicy: Operation<PutRolePolicyRequest, Record<string, never>> = (call, input) => {
  const { inlinePolicies } = findNamedRole(call, input.RoleName);
  inlinePolicies.set(input.PolicyName ?? '', checkDocument(input.PolicyDocument));
  return {};
};
