import type { UpdateAccessKeyRequest } from '@aws-sdk/client-iam';
import { AwsError, type Operation } from '../../call.ts';
import { findKey, findUser } from './find.ts';
import { changeStatus } from './key-history.ts';

export const updateAccessKey: Operation<UpdateAccessKeyRequest, Record<string, never>> = (call, input) => {
  const key = findKey(findUser(call, input.UserName), input.AccessKeyId);
  // The model knows Expired too, which only IAM gives.
  if (input.Status !== 'Active' && input.Status !== 'Inactive')
    throw new AwsError('InvalidInput', `Invalid status ${input.Status}`, 400);
  changeStatus(key, input.Status, call.now);
  return {};
};
