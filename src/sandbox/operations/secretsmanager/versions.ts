import { DAY } from '../../../core/time.ts';
import type { Call } from '../../call.ts';
import type { SandboxSecret, SandboxSecretVersion } from '../../model/secret.ts';
import { attachLabel } from './staging.ts';

export interface StoredVersion {
  readonly id: string;
  readonly value: string | Uint8Array;
  readonly stages: readonly string[];
}

export const addVersion = (call: Call, secret: SandboxSecret, added: StoredVersion): SandboxSecretVersion => {
  const version: SandboxSecretVersion = {
    id: added.id,
    createdAt: call.now,
    value: added.value,
    stages: [],
    ...(secret.kmsKeyId === undefined ? {} : { kmsKeyId: secret.kmsKeyId }),
  };
  secret.versions.set(version.id, version);
  for (const label of added.stages) attachLabel(secret, label, version);
  secret.changedAt = call.now;
  dropDeprecated(call, secret);
  return version;
};

const VERSIONS_KEPT = 100;

/** Secrets Manager removes unlabelled versions beyond 100, oldest first, but none younger than a day. */
const dropDeprecated = ({ now }: Call, { versions }: SandboxSecret): void => {
  if (versions.size <= VERSIONS_KEPT) return;
  for (const version of versions.values()) {
    if (versions.size <= VERSIONS_KEPT) return;
    if (version.stages.length === 0 && version.createdAt < now - DAY) versions.delete(version.id);
  }
};
