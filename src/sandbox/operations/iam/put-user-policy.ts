import type { PutUserPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { checkDocument } from './documents.ts';
import { findUser } from './find.ts';
import { checkName } from './names.ts';

export const putUserPolicy: Operation<PutUserPolicyRequest, Record<string, never>> = (call, input) => {
  const { inlinePolicies } = findUser(call, input.UserName);
  inlinePolicies.set(checkName(input.PolicyName, 'policyName', 128), checkDocument(input.PolicyDocument));
  return {};
};
