import type { UntagUserRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser } from './find.ts';
import { removeTags } from './tagging.ts';

export const untagUser: Operation<UntagUserRequest, Record<string, never>> = (call, input) => {
  removeTags(findUser(call, input.UserName).tags, input.TagKeys ?? []);
  return {};
};
