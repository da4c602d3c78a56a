import type { CreateGroupRequest, CreateGroupResponse } from '@aws-sdk/client-iam';
import { AwsError, type Operation } from '../../call.ts';
import { addGroup } from '../../seed/iam.ts';
import { accountOf } from './find.ts';
import { groupShape } from './shapes.ts';

export const createGroup: Operation<CreateGroupRequest, CreateGroupResponse> = (call, input) => {
  const name = input.GroupName ?? '';
  if (accountOf(call).groups.has(name)) {
    throw new AwsError('EntityAlreadyExists', `Group with name ${name} already exists.`, 409);
  }
  return { Group: groupShape(addGroup(call.world, call.principal.accountId, name)) };
};
