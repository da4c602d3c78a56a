import { AwsError, type Call } from '../../call.ts';
import type { SandboxKmsKey } from '../../model/account.ts';
import type { SandboxSecret } from '../../model/secret.ts';
import type { World } from '../../world.ts';

/** Throws if values of this secret cannot be written or read with its key. */
export const requireKey = (
  call: Call,
  secret: Pick<SandboxSecret, 'kmsKeyId' | 'accountId'>,
  purpose: 'Encrypt' | 'Decrypt',
): void => {
  if (secret.kmsKeyId === undefined || secret.kmsKeyId.startsWith('alias/aws/')) {
    // The AWS managed key serves callers of its own account only.
    if (secret.accountId === call.principal.accountId) return;
    throw new AwsError('AccessDeniedException', 'Access to KMS is not allowed', 400);
  }
  const key = findKmsKey(call.world, secret.accountId, secret.kmsKeyId);
  if (key?.enabled) return;
  throw purpose === 'Encrypt' ? encryptionFailure() : decryptionFailure();
};

export const findKmsKey = (world: World, accountId: string, idOrArn: string): SandboxKmsKey | undefined => {
  const owner = idOrArn.startsWith('arn:') ? (idOrArn.split(':')[4] ?? '') : accountId;
  const { kmsKeys } = world.accounts.get(owner) ?? {};
  return kmsKeys?.get(idOrArn) ?? [...(kmsKeys?.values() ?? [])].find((key) => key.id === idOrArn);
};

const encryptionFailure = (): AwsError =>
  new AwsError(
    'EncryptionFailure',
    "Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the KMS key is available, enabled, and not in an invalid state.",
    400,
  );

const decryptionFailure = (): AwsError =>
  new AwsError(
    'DecryptionFailure',
    "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
    400,
  );
