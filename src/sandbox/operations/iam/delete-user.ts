import type { DeleteUserRequest } from '@aws-sdk/client-iam';
import { AwsError, type Operation } from '../../call.ts';
import { dropUser } from '../../users.ts';
import { accountOf, findUser } from './find.ts';

const conflict = (first: string): AwsError =>
  new AwsError('DeleteConflict', `Cannot delete entity, must ${first} first.`, 409);

export const deleteUser: Operation<DeleteUserRequest, Record<string, never>> = (call, input) => {
  const user = findUser(call, input.UserName);
  if (user.keys.length > 0) throw conflict('delete access keys');
  if (user.attachedPolicies.length > 0) throw conflict('detach all policies');
  if (user.inlinePolicies.size > 0) throw conflict('delete policies');
  if (user.groups.length > 0) throw conflict('remove users from group');
  if (user.password !== undefined) throw conflict('delete login profile');
  dropUser(accountOf(call), user.name);
  return {};
};
