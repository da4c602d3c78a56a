import type { GetSecretValueResponse } from '@aws-sdk/client-secrets-manager';
import { DAY, instant } from '../../../core/time.ts';
import type { Call } from '../../call.ts';
import type { SandboxSecret, SandboxSecretVersion } from '../../model/secret.ts';
import { locateSecret } from '../../secrets.ts';
import { requireKey } from './encryption-key.ts';
import { invalidRequest, noSuchVersion, notFound } from './faults.ts';
import { placeOf } from './find-secret.ts';
import { nameOf } from './secret-shape.ts';
import { CURRENT } from './staging.ts';

interface Asked {
  readonly VersionId?: string | undefined;
  readonly VersionStage?: string | undefined;
}

export const readSecretValue = (call: Call, secret: SandboxSecret, asked: Asked): GetSecretValueResponse => {
  const version = askedVersion(secret, asked);
  requireKey(call, secret, 'Decrypt');
  noteAccess(call, secret, version.id);
  const value =
    typeof version.value === 'string'
      ? { SecretString: version.value }
      : { SecretBinary: Uint8Array.from(version.value) };
  const told = { VersionId: version.id, ...value, VersionStages: [...version.stages] };
  return { ...nameOf(secret), ...told, CreatedDate: new Date(version.createdAt) };
};

/** Secrets Manager tells the day of the last access, not the hour. A late read is noted in the present. */
const noteAccess = (call: Call, seen: SandboxSecret, versionId: string): void => {
  const present = locateSecret(call.world, placeOf(call), seen.arn) ?? seen;
  const version = present.versions.get(versionId);
  if (version === undefined) return;
  version.lastAccessedOn = instant(call.now - (call.now % DAY));
  present.lastAccessedOn = version.lastAccessedOn;
};

const askedVersion = (secret: SandboxSecret, { VersionId, VersionStage }: Asked): SandboxSecretVersion => {
  if (VersionId !== undefined) {
    const version = secret.versions.get(VersionId);
    if (version === undefined) throw noSuchVersion(VersionId);
    if (VersionStage === undefined || version.stages.includes(VersionStage)) return version;
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.');
  }
  const label = VersionStage ?? CURRENT;
  const version = secret.versions.get(secret.labels.get(label) ?? '');
  if (version !== undefined) return version;
  throw notFound(`Secrets Manager can't find the specified secret value for staging label: ${label}`);
};
