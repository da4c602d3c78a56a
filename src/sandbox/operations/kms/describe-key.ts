import type { DescribeKeyRequest, DescribeKeyResponse } from '@aws-sdk/client-kms';
import { AwsError, type Call, type Operation } from '../../call.ts';
import type { SandboxKmsKey } from '../../model/account.ts';
import { findKmsKey } from '../secretsmanager/encryption-key.ts';

export const describeKey: Operation<DescribeKeyRequest, DescribeKeyResponse> = (call, input) => {
  const { accountId } = call.principal;
  const id = input.KeyId ?? '';
  const key = findKmsKey(call.world, accountId, id) ?? managedKey(call, id);
  if (key === undefined) throw new AwsError('NotFoundException', `Key '${id}' does not exist`, 400);
  return {
    KeyMetadata: {
      AWSAccountId: key.arn.split(':')[4],
      KeyId: key.id,
      Arn: key.arn,
      CreationDate: new Date(key.createdAt),
      Enabled: key.enabled,
      KeyState: key.enabled ? 'Enabled' : 'Disabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeyManager: id.startsWith('alias/aws/') ? 'AWS' : 'CUSTOMER',
      Origin: 'AWS_KMS',
    },
  };
};

/** AWS's own key for Secrets Manager exists everywhere and is always enabled. */
const managedKey = ({ principal, region, world }: Call, id: string): SandboxKmsKey | undefined => {
  if (id !== 'alias/aws/secretsmanager') return undefined;
  const keyId = `00000000-0000-4000-8000-${principal.accountId}`;
  const arn = `arn:aws:kms:${region}:${principal.accountId}:key/${keyId}`;
  return { id: keyId, arn, region, createdAt: world.now, enabled: true, policy: '{"Statement":[]}' };
};
