import type { DeleteSecretRequest, DeleteSecretResponse } from '@aws-sdk/client-secrets-manager';
import { DAY, plus } from '../../../core/time.ts';
import type { Operation } from '../../call.ts';
import { locateSecret } from '../../secrets.ts';
import { invalidParameter, invalidRequest } from './faults.ts';
import { findSecret, placeOf } from './find-secret.ts';
import { nameOf } from './secret-shape.ts';

export const deleteSecret: Operation<DeleteSecretRequest, DeleteSecretResponse> = (call, input) => {
  const { RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: force } = input;
  if (force && days !== undefined) {
    throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
  }
  if (days !== undefined && (days < 7 || days > 30)) {
    throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
  }
  const secret = force
    ? locateSecret(call.world, placeOf(call), input.SecretId ?? '')
    : findSecret(call, input.SecretId);
  // "no error if the secret has already been deleted": API reference, ForceDeleteWithoutRecovery.
  if (secret === undefined) return { Name: input.SecretId, DeletionDate: new Date(call.now) };
  if (force) {
    call.world.accounts.get(secret.accountId)?.secrets.get(secret.region)?.delete(secret.name);
    return { ...nameOf(secret), DeletionDate: new Date(call.now) };
  }
  if (secret.deletion !== undefined) {
    throw invalidRequest(
      "You can't perform this operation on the secret because it was already scheduled for deletion.",
    );
  }
  const dueAt = plus(call.now, (days ?? 30) * DAY);
  secret.deletion = { requestedAt: call.now, dueAt };
  return { ...nameOf(secret), DeletionDate: new Date(dueAt) };
};
