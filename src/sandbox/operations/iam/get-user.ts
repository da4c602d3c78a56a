import type { GetUserRequest, GetUserResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser } from './find.ts';
import { userWithTags } from './shapes.ts';

export const getUser: Operation<GetUserRequest, GetUserResponse> = (call, input) => {
  return { User: userWithTags(findUser(call, input.UserName)) };
};
