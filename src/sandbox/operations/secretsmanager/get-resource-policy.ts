import type { GetResourcePolicyRequest, GetResourcePolicyResponse } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import { findLiveSecret } from './find-secret.ts';
import { nameOf } from './secret-shape.ts';

export const getResourcePolicy: Operation<GetResourcePolicyRequest, GetResourcePolicyResponse> = (call, input) => {
  const secret = findLiveSecret(call, input.SecretId, 'GetResourcePolicy');
  const { resourcePolicy } = secret;
  return resourcePolicy === undefined ? nameOf(secret) : { ...nameOf(secret), ResourcePolicy: resourcePolicy.document };
};
