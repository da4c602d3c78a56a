import type { RestoreSecretRequest, RestoreSecretResponse } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import { findSecret } from './find-secret.ts';
import { nameOf } from './secret-shape.ts';

export const restoreSecret: Operation<RestoreSecretRequest, RestoreSecretResponse> = (call, input) => {
  const secret = findSecret(call, input.SecretId);
  delete secret.deletion;
  return nameOf(secret);
};
