import type { GetGroupRequest, GetGroupResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { accountOf, findGroup } from './find.ts';
import { iamPage, truncation } from './list-page.ts';
import { groupShape, userShape } from './shapes.ts';

export const getGroup: Operation<GetGroupRequest, GetGroupResponse> = (call, input) => {
  const group = findGroup(call, input.GroupName);
  const { users } = accountOf(call);
  const page = iamPage(call, group.members, input);
  const members = page.items.map((name) => users.get(name)).filter((user) => user !== undefined);
  return { Group: groupShape(group), Users: members.map(userShape), ...truncation(page) };
};
