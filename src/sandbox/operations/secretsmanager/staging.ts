import type { SandboxSecret, SandboxSecretVersion } from '../../model/secret.ts';
import { limitExceeded } from './faults.ts';

export const CURRENT = 'AWSCURRENT';
export const PREVIOUS = 'AWSPREVIOUS';

const LABELS_PER_SECRET = 20;

/** Puts the label on this version and takes it from the one that had it; AWSCURRENT leaves AWSPREVIOUS behind. */
export const attachLabel = (secret: SandboxSecret, label: string, version: SandboxSecretVersion): void => {
  const holderId = secret.labels.get(label);
  if (holderId === version.id) return;
  if (holderId !== undefined) detachLabel(secret, label);
  secret.labels.set(label, version.id);
  version.stages.push(label);
  const holder = holderId === undefined ? undefined : secret.versions.get(holderId);
  if (label === CURRENT && holder !== undefined) attachLabel(secret, PREVIOUS, holder);
};

export const detachLabel = (secret: SandboxSecret, label: string): void => {
  const holder = secret.versions.get(secret.labels.get(label) ?? '');
  secret.labels.delete(label);
  if (holder !== undefined) holder.stages = holder.stages.filter((stage) => stage !== label);
};

/** A secret has room for 20 labels over all its versions. */
export const checkLabels = (secret: SandboxSecret | undefined, labels: readonly string[]): void => {
  const after = new Set([...(secret?.labels.keys() ?? []), ...labels]);
  if (after.size <= LABELS_PER_SECRET) return;
  throw limitExceeded(`You can't attach more than ${LABELS_PER_SECRET} staging labels to the versions of a secret.`);
};
