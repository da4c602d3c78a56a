import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import { Stop } from '../faults/stop.ts';
import type { SecretVersion } from '../ports/secrets-manager.ts';
import type { Sight } from './observe-user.ts';

export interface Register {
  readonly arn: string;
  readonly versions: readonly SecretVersion[];
  readonly tags: Readonly<Record<string, string>>;
}

/** The user's secret; every step but the first has one. */
export const registerOf = ({ raw, user }: Sight): Register => {
  if (raw === undefined) throw new Stop('contradiction', `the secret of ${user.name} is gone`);
  return { arn: raw.description.arn, versions: raw.versions, tags: raw.description.tags };
};

export const notesIn = (sight: Sight, key: AccessKeyId): Notes => sight.observation.secret?.cases.get(key)?.notes ?? {};

/** The key of ours that AWSCURRENT holds, live or gone. */
export const currentKeyIn = ({ observation: { secret } }: Sight): AccessKeyId | undefined =>
  secret === undefined || secret.current === 'placeholder' || secret.current === 'unknown' ? undefined : secret.current;
