import type { Operation } from '../../call.ts';
import { rememberSecret } from '../../past-secrets.ts';
import { batchGetSecretValue } from './batch-get-secret-value.ts';
import { cancelRotateSecret } from './cancel-rotate-secret.ts';
import { createSecret } from './create-secret.ts';
import { deleteResourcePolicy } from './delete-resource-policy.ts';
import { deleteSecret } from './delete-secret.ts';
import { describeSecret } from './describe-secret.ts';
import { placeOf } from './find-secret.ts';
import { getResourcePolicy } from './get-resource-policy.ts';
import { getSecretValue } from './get-secret-value.ts';
import { listSecretVersionIds } from './list-secret-version-ids.ts';
import { listSecrets } from './list-secrets.ts';
import { putResourcePolicy } from './put-resource-policy.ts';
import { putSecretValue } from './put-secret-value.ts';
import { replicateSecretToRegions } from './replicate-secret-to-regions.ts';
import { restoreSecret } from './restore-secret.ts';
import { rotateSecret } from './rotate-secret.ts';
import { tagResource } from './tag-resource.ts';
import { untagResource } from './untag-resource.ts';
import { updateSecret } from './update-secret.ts';
import { updateSecretVersionStage } from './update-secret-version-stage.ts';
import { validateResourcePolicy } from './validate-resource-policy.ts';

/** What was before the change is kept, for reads that lag. */
const changing =
  (operation: Operation): Operation =>
  (call, input) => {
    rememberSecret(call.world, placeOf(call), input.SecretId ?? input.Name ?? '');
    return operation(call, input);
  };

export const secretsManagerOperations: Readonly<Record<string, Operation>> = {
  CreateSecret: changing(createSecret),
  DescribeSecret: describeSecret,
  ListSecretVersionIds: listSecretVersionIds,
  PutSecretValue: changing(putSecretValue),
  UpdateSecret: changing(updateSecret),
  GetSecretValue: getSecretValue,
  BatchGetSecretValue: batchGetSecretValue,
  UpdateSecretVersionStage: changing(updateSecretVersionStage),
  PutResourcePolicy: changing(putResourcePolicy),
  ValidateResourcePolicy: validateResourcePolicy,
  GetResourcePolicy: getResourcePolicy,
  DeleteResourcePolicy: changing(deleteResourcePolicy),
  TagResource: changing(tagResource),
  UntagResource: changing(untagResource),
  ListSecrets: listSecrets,
  DeleteSecret: changing(deleteSecret),
  RestoreSecret: changing(restoreSecret),
  RotateSecret: changing(rotateSecret),
  CancelRotateSecret: changing(cancelRotateSecret),
  ReplicateSecretToRegions: changing(replicateSecretToRegions),
};
