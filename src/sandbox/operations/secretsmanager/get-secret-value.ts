import type { GetSecretValueRequest, GetSecretValueResponse } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import { findLiveSecret } from './find-secret.ts';
import { readSecretValue } from './read-secret-value.ts';

export const getSecretValue: Operation<GetSecretValueRequest, GetSecretValueResponse> = (call, input) => {
  return readSecretValue(call, findLiveSecret(call, input.SecretId, 'GetSecretValue'), input);
};
