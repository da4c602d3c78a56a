import type { GetUserPolicyRequest, GetUserPolicyResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser, noSuchEntity } from './find.ts';

export const getUserPolicy: Operation<GetUserPolicyRequest, GetUserPolicyResponse> = (call, input) => {
  const user = findUser(call, input.UserName);
  const document = user.inlinePolicies.get(input.PolicyName ?? '');
  if (document === undefined) throw noSuchEntity(`The user policy with name ${input.PolicyName} cannot be found.`);
  // IAM answers documents URL-encoded.
  return { UserName: user.name, PolicyName: input.PolicyName, PolicyDocument: encodeURIComponent(document) };
};
