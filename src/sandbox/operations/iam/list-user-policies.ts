import type { ListUserPoliciesRequest, ListUserPoliciesResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser } from './find.ts';
import { iamPage, truncation } from './list-page.ts';

export const listUserPolicies: Operation<ListUserPoliciesRequest, ListUserPoliciesResponse> = (call, input) => {
  const page = iamPage(call, [...findUser(call, input.UserName).inlinePolicies.keys()], input);
  return { PolicyNames: [...page.items], ...truncation(page) };
};
