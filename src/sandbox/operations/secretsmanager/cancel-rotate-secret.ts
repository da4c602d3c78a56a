import type { CancelRotateSecretRequest, CancelRotateSecretResponse } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import { findLiveSecret } from './find-secret.ts';
import { nameOf } from './secret-shape.ts';

export const cancelRotateSecret: Operation<CancelRotateSecretRequest, CancelRotateSecretResponse> = (call, input) => {
  const secret = findLiveSecret(call, input.SecretId);
  if (secret.rotation !== undefined) secret.rotation.enabled = false;
  return nameOf(secret);
};
