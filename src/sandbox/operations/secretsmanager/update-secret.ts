import type { UpdateSecretRequest, UpdateSecretResponse } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import { requireKey } from './encryption-key.ts';
import { resourceExists } from './faults.ts';
import { findLiveSecret } from './find-secret.ts';
import { nameOf } from './secret-shape.ts';
import { checkToken, givenValue, tokenInUse } from './secret-value.ts';
import { CURRENT } from './staging.ts';
import { addVersion } from './versions.ts';

/**
 * Changes description and key, and adds a version that gets AWSCURRENT if a value is given; a token that a version has
 * already is an error, unlike with PutSecretValue: API reference, UpdateSecret. Older versions keep their key here; AWS
 * encrypts those with AWSCURRENT, AWSPENDING and AWSPREVIOUS anew.
 */
export const updateSecret: Operation<UpdateSecretRequest, UpdateSecretResponse> = (call, input) => {
  const secret = findLiveSecret(call, input.SecretId);
  const value = givenValue(input);
  const token = value === undefined ? undefined : checkToken(input.ClientRequestToken);
  if (token !== undefined && secret.versions.has(token)) throw resourceExists(tokenInUse(token, secret.arn));
  const kmsKeyId = input.KmsKeyId ?? secret.kmsKeyId;
  requireKey(call, { ...secret, ...(kmsKeyId === undefined ? {} : { kmsKeyId }) }, 'Encrypt');
  if (kmsKeyId !== undefined) secret.kmsKeyId = kmsKeyId;
  if (input.Description !== undefined) secret.description = input.Description;
  secret.changedAt = call.now;
  if (value === undefined || token === undefined) return nameOf(secret);
  addVersion(call, secret, { id: token, value, stages: [CURRENT] });
  return { ...nameOf(secret), VersionId: token };
};
