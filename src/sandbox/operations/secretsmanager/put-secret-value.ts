import type { PutSecretValueRequest, PutSecretValueResponse } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import type { SandboxSecret } from '../../model/secret.ts';
import { requireKey } from './encryption-key.ts';
import { invalidRequest, resourceExists } from './faults.ts';
import { findLiveSecret } from './find-secret.ts';
import { nameOf } from './secret-shape.ts';
import { checkToken, givenValue, sameValue, tokenInUse } from './secret-value.ts';
import { CURRENT, checkLabels } from './staging.ts';
import { addVersion } from './versions.ts';

export const putSecretValue: Operation<PutSecretValueRequest, PutSecretValueResponse> = (call, input) => {
  const secret = findLiveSecret(call, input.SecretId);
  const token = checkToken(input.ClientRequestToken);
  const value = givenValue(input);
  if (value === undefined) throw invalidRequest('You must provide either SecretString or SecretBinary.');
  const known = secret.versions.get(token);
  if (known !== undefined) {
    if (call.world.settings.comparesTokens && !sameValue(known, value))
      throw resourceExists(tokenInUse(token, secret.arn));
    return { ...nameOf(secret), VersionId: token, VersionStages: [...known.stages] };
  }
  const stages = stagesOf(secret, input.VersionStages);
  checkLabels(secret, stages);
  requireKey(call, secret, 'Encrypt');
  const version = addVersion(call, secret, { id: token, value, stages });
  return { ...nameOf(secret), VersionId: token, VersionStages: [...version.stages] };
};

/** Without labels a put moves AWSCURRENT; the first version of a secret gets AWSCURRENT whatever the labels. */
const stagesOf = (secret: SandboxSecret, asked: readonly string[] | undefined): readonly string[] => {
  const stages = asked === undefined ? [CURRENT] : [...new Set(asked)];
  return secret.versions.size === 0 && !stages.includes(CURRENT) ? [...stages, CURRENT] : stages;
};
