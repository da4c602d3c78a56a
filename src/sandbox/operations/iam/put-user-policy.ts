import type { PutUserPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { checkDocument } from './documents.ts';
import { findUser } from './find.ts';

export const putUserPolicy: Operation<PutUserPolicyRequest, Record<string, never>> = (call, input) => {
  const { inlinePolicies } = findUser(call, input.UserName);
  inlinePolicies.set(input.PolicyName ?? '', checkDocument(input.PolicyDocument));
  return {};
};
