import type { CreateSecretRequest, CreateSecretResponse } from '@aws-sdk/client-secrets-manager';
import type { Call, Operation } from '../../call.ts';
import { arnSuffix } from '../../ids.ts';
import type { SandboxSecret } from '../../model/secret.ts';
import { locateSecret } from '../../secrets.ts';
import { requireKey } from './encryption-key.ts';
import { invalidRequest, resourceExists } from './faults.ts';
import { placeOf } from './find-secret.ts';
import { checkName } from './secret-name.ts';
import { nameOf } from './secret-shape.ts';
import { checkToken, givenValue, sameValue, tokenInUse } from './secret-value.ts';
import { CURRENT } from './staging.ts';
import { addTags } from './tagging.ts';
import { addVersion } from './versions.ts';

export const createSecret: Operation<CreateSecretRequest, CreateSecretResponse> = (call, input) => {
  const name = checkName(input.Name);
  const value = givenValue(input);
  const existing = locateSecret(call.world, placeOf(call), name);
  if (existing !== undefined) return repeated(existing, value, input.ClientRequestToken);
  const token = value === undefined ? undefined : checkToken(input.ClientRequestToken);
  const secret = emptySecret(call, name, input);
  addTags(secret.tags, input.Tags);
  requireKey(call, secret, 'Encrypt');
  store(call, secret);
  if (value === undefined || token === undefined) return nameOf(secret);
  addVersion(call, secret, { id: token, value, stages: [CURRENT] });
  return { ...nameOf(secret), VersionId: token };
};

/** The same call again is answered as before; anything else finds the name taken. */
const repeated = (
  secret: SandboxSecret,
  value: string | Uint8Array | undefined,
  token: string | undefined,
): CreateSecretResponse => {
  if (secret.deletion !== undefined) {
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  const version = secret.versions.get(token ?? '');
  if (version === undefined || value === undefined) {
    throw resourceExists(`The operation failed because the secret ${secret.name} already exists.`);
  }
  if (!sameValue(version, value)) throw resourceExists(tokenInUse(version.id, secret.arn));
  return { ...nameOf(secret), VersionId: version.id };
};

const emptySecret = (
  { principal, region, world, now }: Call,
  name: string,
  input: CreateSecretRequest,
): SandboxSecret => {
  const { accountId } = principal;
  return {
    arn: `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${arnSuffix(world.ids)}`,
    name,
    accountId,
    region,
    createdAt: now,
    changedAt: now,
    ...(input.Description === undefined ? {} : { description: input.Description }),
    ...(input.KmsKeyId === undefined ? {} : { kmsKeyId: input.KmsKeyId }),
    tags: new Map(),
    versions: new Map(),
    labels: new Map(),
    replicas: [],
  };
};

const store = (call: Call, secret: SandboxSecret): void => {
  const secrets = call.world.accounts.get(secret.accountId)?.secrets;
  const here = secrets?.get(secret.region);
  if (here === undefined) secrets?.set(secret.region, new Map([[secret.name, secret]]));
  else here.set(secret.name, secret);
};
