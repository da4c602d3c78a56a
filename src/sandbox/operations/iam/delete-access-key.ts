import type { DeleteAccessKeyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { findKey, findUser } from './find.ts';
import { removeKey } from './key-history.ts';

export const deleteAccessKey: Operation<DeleteAccessKeyRequest, Record<string, never>> = (call, input) => {
  const user = findUser(call, input.UserName);
  removeKey(call.world, user, findKey(user, input.AccessKeyId));
  return {};
};
