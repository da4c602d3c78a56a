import type { RemoveUserFromGroupRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findGroup, findUser } from './find.ts';

export const removeUserFromGroup: Operation<RemoveUserFromGroupRequest, Record<string, never>> = (call, input) => {
  const group = findGroup(call, input.GroupName);
  const user = findUser(call, input.UserName);
  group.members = group.members.filter((name) => name !== user.name);
  user.groups = user.groups.filter((name) => name !== group.name);
  return {};
};
