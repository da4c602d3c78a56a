import type { CreateAccessKeyRequest, CreateAccessKeyResponse } from '@aws-sdk/client-iam';
import { plus } from '../../../core/time.ts';
import { AwsError, type Operation } from '../../call.ts';
import { newKey } from '../../users.ts';
import { findUser } from './find.ts';

/** Inactive keys count. */
const KEYS_PER_USER = 2;

export const createAccessKey: Operation<CreateAccessKeyRequest, CreateAccessKeyResponse> = (call, input) => {
  const { world, now } = call;
  const user = findUser(call, input.UserName);
  if (user.keys.length >= KEYS_PER_USER) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for AccessKeysPerUser: ${KEYS_PER_USER}`, 409);
  }
  const usableAt = plus(now, world.settings.newKeyLagMs);
  const { accountId } = call.principal;
  const key = newKey(world, { accountId, userName: user.name, createdAt: now, usableAt, status: 'Active' });
  user.keys.push(key);
  world.accessKeys.set(key.accessKeyId, key);
  const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } = key;
  return {
    AccessKey: { UserName: user.name, AccessKeyId, Status: 'Active', SecretAccessKey, CreateDate: new Date(now) },
  };
};
