import type {
  ListSecretVersionIdsRequest,
  ListSecretVersionIdsResponse,
  SecretVersionsListEntry,
} from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import type { SandboxSecretVersion } from '../../model/secret.ts';
import { findSecret } from './find-secret.ts';
import { nextToken, secretsPage } from './list-page.ts';
import { nameOf } from './secret-shape.ts';

export const listSecretVersionIds: Operation<ListSecretVersionIdsRequest, ListSecretVersionIdsResponse> = (
  call,
  input,
) => {
  const secret = findSecret(call, input.SecretId, 'ListSecretVersionIds');
  const all = [...secret.versions.values()];
  const shown = input.IncludeDeprecated ? all : all.filter((version) => version.stages.length > 0);
  const page = secretsPage(call, shown, input);
  return { ...nameOf(secret), Versions: page.items.map(versionEntry), ...nextToken(page) };
};

const versionEntry = ({
  id,
  stages,
  createdAt,
  lastAccessedOn,
  kmsKeyId,
}: SandboxSecretVersion): SecretVersionsListEntry => ({
  VersionId: id,
  ...(stages.length === 0 ? {} : { VersionStages: [...stages] }),
  ...(lastAccessedOn === undefined ? {} : { LastAccessedDate: new Date(lastAccessedOn) }),
  CreatedDate: new Date(createdAt),
  KmsKeyIds: [kmsKeyId ?? 'DefaultEncryptionKey'],
});
