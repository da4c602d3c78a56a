import type { AddUserToGroupRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findGroup, findUser } from './find.ts';

export const addUserToGroup: Operation<AddUserToGroupRequest, Record<string, never>> = (call, input) => {
  const group = findGroup(call, input.GroupName);
  const user = findUser(call, input.UserName);
  if (!group.members.includes(user.name)) {
    group.members.push(user.name);
    user.groups.push(group.name);
  }
  return {};
};
