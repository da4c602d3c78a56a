import type { ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser } from './find.ts';
import { iamPage, truncation } from './list-page.ts';

export const listAttachedUserPolicies: Operation<ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse> = (
  call,
  input,
) => {
  const page = iamPage(call, findUser(call, input.UserName).attachedPolicies, input);
  const AttachedPolicies = page.items.map((PolicyArn) => ({
    PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
    PolicyArn,
  }));
  return { AttachedPolicies, ...truncation(page) };
};
