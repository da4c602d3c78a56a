import type { DeleteResourcePolicyRequest, DeleteResourcePolicyResponse } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import { findLiveSecret } from './find-secret.ts';
import { nameOf } from './secret-shape.ts';

export const deleteResourcePolicy: Operation<DeleteResourcePolicyRequest, DeleteResourcePolicyResponse> = (
  call,
  input,
) => {
  const secret = findLiveSecret(call, input.SecretId);
  delete secret.resourcePolicy;
  return nameOf(secret);
};
