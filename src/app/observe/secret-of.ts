import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { SecretVersion } from '../ports/secrets-manager.ts';
import type { ReportedSnapshot } from './observe-user.ts';

export interface Register {
  readonly arn: string;
  readonly versions: readonly SecretVersion[];
  readonly tags: Readonly<Record<string, string>>;
}

/** The user's secret; every step but the first has one. */
export const registerOf = ({ raw, user }: ReportedSnapshot): Register => {
  if (raw === undefined) throw new WorkStopped('contradiction', `the secret of ${user.name} is gone`);
  return { arn: raw.description.arn, versions: raw.versions, tags: raw.description.tags };
};

export const notesIn = (snapshot: ReportedSnapshot, key: AccessKeyId): Notes =>
  snapshot.observation.secret?.records.get(key)?.notes ?? {};

/** The key of ours that AWSCURRENT holds, live or gone. */
export const currentKeyIn = ({ observation: { secret } }: ReportedSnapshot): AccessKeyId | undefined =>
  secret === undefined || secret.current === 'placeholder' || secret.current === 'unknown' ? undefined : secret.current;
