import type { ListAccessKeysRequest, ListAccessKeysResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findUser } from './find.ts';
import { seenKeys } from './key-history.ts';
import { iamPage, truncation } from './list-page.ts';
import { keyShape } from './shapes.ts';

export const listAccessKeys: Operation<ListAccessKeysRequest, ListAccessKeysResponse> = (call, input) => {
  const user = findUser(call, input.UserName);
  const page = iamPage(call, seenKeys(call.world, user), input);
  return { AccessKeyMetadata: page.items.map(({ key, status }) => keyShape(key, status)), ...truncation(page) };
};
