import type { CreateUserRequest, CreateUserResponse } from '@aws-sdk/client-iam';
import { AwsError, type Operation } from '../../call.ts';
import { insertUser, newUser } from '../../users.ts';
import { accountOf } from './find.ts';
import { userWithTags } from './shapes.ts';
import { addTags } from './tagging.ts';

export const createUser: Operation<CreateUserRequest, CreateUserResponse> = (call, input) => {
  const account = accountOf(call);
  const name = input.UserName ?? '';
  const taken = account.userNames.some((other) => other.toLowerCase() === name.toLowerCase());
  if (taken) throw new AwsError('EntityAlreadyExists', `User with name ${name} already exists.`, 409);
  const user = newUser(call.world, account, { name, path: input.Path ?? '/', createdAt: call.now });
  addTags(user.tags, input.Tags);
  insertUser(account, user);
  return { User: userWithTags(user) };
};
