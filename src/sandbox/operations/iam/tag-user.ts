import type { TagUserRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser } from './find.ts';
import { addTags } from './tagging.ts';

export const tagUser: Operation<TagUserRequest, Record<string, never>> = (call, input) => {
  addTags(findUser(call, input.UserName).tags, input.Tags);
  return {};
};
