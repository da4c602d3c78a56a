import { isAdmitted } from '../../authorize/admit.ts';
import { AwsError, type Call } from '../../call.ts';
import type { SandboxKmsKey } from '../../model/account.ts';
import type { SandboxSecret } from '../../model/secret.ts';
import type { World } from '../../world.ts';

/**
 * Throws if values of this secret cannot be written or read with its key: by its state, or since the caller may not use
 * it. Who writes must be able to read, too: Secrets Manager user guide, "Permissions for the KMS key".
 */
export const requireKey = (
  call: Call,
  secret: Pick<SandboxSecret, 'kmsKeyId' | 'accountId' | 'arn'>,
  purpose: 'Encrypt' | 'Decrypt',
): void => {
  if (secret.kmsKeyId === undefined || secret.kmsKeyId.startsWith('alias/aws/')) {
    // The AWS managed key serves callers of its own account only.
    if (secret.accountId === call.principal.accountId) return;
    throw keyDenied();
  }
  const key = findKmsKey(call.world, secret.accountId, secret.kmsKeyId);
  if (!key?.enabled) throw purpose === 'Encrypt' ? encryptionFailure() : decryptionFailure();
  const uses = purpose === 'Encrypt' ? ['kms:GenerateDataKey', 'kms:Decrypt'] : ['kms:Decrypt'];
  if (!uses.every((action) => mayUse(call, { key, action, secretArn: secret.arn }))) throw keyDenied();
};

const mayUse = (
  { world, principal, region, sourceIp = '' }: Call,
  use: { readonly key: SandboxKmsKey; readonly action: string; readonly secretArn: string },
): boolean => {
  const { key, action, secretArn } = use;
  const target = {
    action,
    resource: key.arn,
    label: key.arn,
    accountId: key.arn.split(':')[4] ?? '',
    resourcePolicy: { document: key.policy, since: key.createdAt },
    resourcePolicyDecides: true,
    context: {
      'kms:viaservice': `secretsmanager.${region}.amazonaws.com`,
      'kms:calleraccount': principal.accountId,
      'kms:encryptioncontext:secretarn': secretArn,
    },
  };
  return isAdmitted(world, { service: 'kms', principal, target, region, sourceIp });
};

const keyDenied = (): AwsError => new AwsError('AccessDeniedException', 'Access to KMS is not allowed', 400);

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
