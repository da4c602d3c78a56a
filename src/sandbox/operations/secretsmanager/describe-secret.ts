import type { DescribeSecretRequest, DescribeSecretResponse } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import { findSecret } from './find-secret.ts';
import { replicationStatus, secretShape, stagesByVersion } from './secret-shape.ts';

export const describeSecret: Operation<DescribeSecretRequest, DescribeSecretResponse> = (call, input) => {
  const secret = findSecret(call, input.SecretId, 'DescribeSecret');
  const stages = stagesByVersion(secret);
  return {
    ...secretShape(secret),
    ...(stages === undefined ? {} : { VersionIdsToStages: stages }),
    ...(secret.replicas.length === 0 ? {} : { ReplicationStatus: replicationStatus(secret) }),
  };
};
