import type { ListGroupsForUserRequest, ListGroupsForUserResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { accountOf, findUser } from './find.ts';
import { iamPage, truncation } from './list-page.ts';
import { groupShape } from './shapes.ts';

export const listGroupsForUser: Operation<ListGroupsForUserRequest, ListGroupsForUserResponse> = (call, input) => {
  const { groups } = accountOf(call);
  const page = iamPage(call, findUser(call, input.UserName).groups, input);
  const found = page.items.map((name) => groups.get(name)).filter((group) => group !== undefined);
  return { Groups: found.map(groupShape), ...truncation(page) };
};
