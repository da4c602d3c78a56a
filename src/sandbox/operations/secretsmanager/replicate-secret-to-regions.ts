import type {
  ReplicateSecretToRegionsRequest,
  ReplicateSecretToRegionsResponse,
} from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import type { Replica } from '../../model/secret.ts';
import { secretsOf } from '../../secrets.ts';
import { findLiveSecret } from './find-secret.ts';
import { replicationStatus } from './secret-shape.ts';

export const replicateSecretToRegions: Operation<ReplicateSecretToRegionsRequest, ReplicateSecretToRegionsResponse> = (
  call,
  input,
) => {
  const secret = findLiveSecret(call, input.SecretId);
  for (const { Region: region = '', KmsKeyId } of input.AddReplicaRegions ?? []) {
    const taken = secretsOf(call.world, { accountId: secret.accountId, region })?.has(secret.name) ?? false;
    const failed = taken && !input.ForceOverwriteReplicaSecret;
    const others = secret.replicas.filter((replica) => replica.region !== region);
    const replica: Replica = {
      region,
      ...(KmsKeyId === undefined ? {} : { kmsKeyId: KmsKeyId }),
      status: failed ? 'Failed' : 'InSync',
      message: failed
        ? `Replication failed: the secret ${secret.name} already exists in region ${region}.`
        : 'Replication succeeded',
    };
    secret.replicas = [...others, replica];
  }
  return { ARN: secret.arn, ReplicationStatus: replicationStatus(secret) };
};
