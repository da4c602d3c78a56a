import type { DetachUserPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser, noSuchEntity } from './find.ts';

export const detachUserPolicy: Operation<DetachUserPolicyRequest, Record<string, never>> = (call, input) => {
  const user = findUser(call, input.UserName);
  const kept = user.attachedPolicies.filter((arn) => arn !== input.PolicyArn);
  if (kept.length === user.attachedPolicies.length) throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
  user.attachedPolicies = kept;
  return {};
};
