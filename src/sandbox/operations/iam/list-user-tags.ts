import type { ListUserTagsRequest, ListUserTagsResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser } from './find.ts';
import { iamPage, truncation } from './list-page.ts';
import { tagsOf } from './shapes.ts';

export const listUserTags: Operation<ListUserTagsRequest, ListUserTagsResponse> = (call, input) => {
  const page = iamPage(call, tagsOf(findUser(call, input.UserName).tags), input);
  return { Tags: [...page.items], ...truncation(page) };
};
