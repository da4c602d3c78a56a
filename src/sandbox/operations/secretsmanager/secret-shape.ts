import type { ReplicationStatusType, SecretListEntry } from '@aws-sdk/client-secrets-manager';
import type { SandboxSecret } from '../../model/secret.ts';
import { tagList } from './tagging.ts';

export const nameOf = ({ arn, name }: SandboxSecret): { ARN: string; Name: string } => ({ ARN: arn, Name: name });

/** Labelled versions only: neither DescribeSecret nor ListSecrets tells others. */
export const stagesByVersion = (secret: SandboxSecret): Record<string, string[]> | undefined => {
  const labelled = [...new Set(secret.labels.values())].map((id): [string, string[]] => [
    id,
    [...(secret.versions.get(id)?.stages ?? [])],
  ]);
  return labelled.length === 0 ? undefined : Object.fromEntries(labelled);
};

/** What DescribeSecret and ListSecrets tell alike; fields without a value are left out. */
export const secretShape = (secret: SandboxSecret): Omit<SecretListEntry, 'SecretVersionsToStages'> => {
  const { description, kmsKeyId, rotation, tags, lastAccessedOn, deletion } = secret;
  return {
    ...nameOf(secret),
    ...(description === undefined ? {} : { Description: description }),
    ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
    ...(rotation === undefined ? {} : { RotationEnabled: rotation.enabled }),
    ...(rotation?.lambdaArn === undefined ? {} : { RotationLambdaARN: rotation.lambdaArn }),
    LastChangedDate: new Date(secret.changedAt),
    ...(lastAccessedOn === undefined ? {} : { LastAccessedDate: new Date(lastAccessedOn) }),
    ...(deletion === undefined ? {} : { DeletedDate: new Date(deletion.requestedAt) }),
    ...(tags.size === 0 ? {} : { Tags: tagList(tags) }),
    CreatedDate: new Date(secret.createdAt),
    ...(secret.replicas.length === 0 ? {} : { PrimaryRegion: secret.region }),
  };
};

export const replicationStatus = (secret: SandboxSecret): ReplicationStatusType[] =>
  secret.replicas.map(({ region, kmsKeyId, status, message }) => ({
    Region: region,
    KmsKeyId: kmsKeyId ?? 'alias/aws/secretsmanager',
    Status: status,
    StatusMessage: message,
  }));
