import type { DeleteUserPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser, noSuchEntity } from './find.ts';

export const deleteUserPolicy: Operation<DeleteUserPolicyRequest, Record<string, never>> = (call, input) => {
  const removed = findUser(call, input.UserName).inlinePolicies.delete(input.PolicyName ?? '');
  if (!removed) throw noSuchEntity(`The user policy with name ${input.PolicyName} cannot be found.`);
  return {};
};
