import type { UpdateUserRequest } from '@aws-sdk/client-iam';
import { AwsError, type Operation } from '../../call.ts';
import { renameUser } from '../../users.ts';
import { accountOf, findUser } from './find.ts';

/** Renames or moves a user: the id stays, and what names the user by it. */
export const updateUser: Operation<UpdateUserRequest, Record<string, never>> = (call, input) => {
  const account = accountOf(call);
  const user = findUser(call, input.UserName);
  const name = input.NewUserName ?? user.name;
  const others = account.userNames.filter((other) => other !== user.name);
  if (others.some((other) => other.toLowerCase() === name.toLowerCase()))
    throw new AwsError('EntityAlreadyExists', `User with name ${name} already exists.`, 409);
  renameUser(call.world, account, {
    user,
    name,
    path: input.NewPath ?? user.path,
  });
  return {};
};
