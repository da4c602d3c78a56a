import type { UntagUserRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser } from './find.ts';

export const untagUser: Operation<UntagUserRequest, Record<string, never>> = (call, input) => {
  const { tags } = findUser(call, input.UserName);
  for (const key of input.TagKeys ?? []) tags.delete(key);
  return {};
};
