import type { AttachUserPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser } from './find.ts';
import { attach } from './managed-policies.ts';

export const attachUserPolicy: Operation<AttachUserPolicyRequest, Record<string, never>> = (call, input) => {
  attach(call, findUser(call, input.UserName), input.PolicyArn, 'PoliciesPerUser');
  return {};
};
