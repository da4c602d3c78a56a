import { type Instant, latest } from '../../core/time.ts';
import type { DeniedUser, KnownDenials } from '../limits/key-denials.ts';
import type { ListedSecrets } from '../observe/list-secrets.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import type { UserRecord } from '../results/user-record.ts';
import { decodeNotes, notedKeys } from '../secret/tags.ts';

/** When AWS last denied this user a new key, up to the last one that was made. */
export const deniedAt = ({ planned }: UserRecord): Instant | undefined =>
  planned?.snapshot.observation.secret?.denied?.lastAt;

/** What the secrets of an account tell of new keys: whom AWS denied one, and when one was made. */
export const knownDenials = (
  records: readonly UserRecord[],
  secrets: ListedSecrets | undefined,
): Pick<KnownDenials, 'denied' | 'lastMadeAt'> => {
  const made = [...(secrets?.byName.values() ?? [])].flatMap(promotions);
  return { denied: () => records.flatMap(deniedUser), lastMadeAt: made.length === 0 ? undefined : latest(...made) };
};

const deniedUser = (record: UserRecord): readonly DeniedUser[] => {
  const at = deniedAt(record);
  return record.planned && at !== undefined ? [{ ...record.planned.snapshot.user, at }] : [];
};

const promotions = ({ tags }: SecretDescription): readonly Instant[] =>
  notedKeys(tags).flatMap((key) => decodeNotes(key, tags).promotedAt ?? []);
