import type { Key } from './keys.ts';
import { CLOCK_TOLERANCE, RECORDED_WITHIN } from './limits.ts';
import type { Observation } from './observation.ts';
import { type Instant, plus } from './time.ts';
import type { View } from './view.ts';

/**
 * Whether nobody can tell if this key is used: IAM has no record of a use, and nothing shows that it records the uses
 * of this user's keys at all. A record that is there is believed; only the absence of one is doubted, since AWS says
 * nowhere which calls IAM records (IAM User Guide, "Find unused AWS credentials"; API AccessKeyLastUsed).
 * `since`: from when on a record must have come, in the clocks of AWS.
 */
export const isUseUnknown = (view: View, key: Key, since: Instant): boolean =>
  key.lastUsedAt === undefined && view.policy.datelessKeys === 'ask' && !isRecorded(view, since);

/**
 * Shown by a use of another key of the same user (this one has none), old enough that the record of any other use would
 * have come too. Not by one of sts alone: whether it is recorded says nothing of others.
 */
const isRecorded = ({ keys, now }: View, since: Instant): boolean =>
  now >= plus(since, RECORDED_WITHIN) && keys.some((key) => isUsedElsewhereThanSts(key, since));

/** Two services, two clocks, and IAM tells whole seconds: a use moments after `since` may look older. */
const isUsedElsewhereThanSts = ({ lastUsedAt, lastUsedService }: Key, since: Instant): boolean =>
  lastUsedAt !== undefined &&
  lastUsedAt >= plus(since, -CLOCK_TOLERANCE) &&
  lastUsedService !== undefined &&
  lastUsedService !== 'sts';

/**
 * What became of keyturn's own read as the new key, which always happened: `dated`, or `dateless` where IAM should have
 * recorded a use by now and has none. `undefined`: there is no such key.
 */
export const recordOfOurRead = ({ secret, keys }: Observation, now: Instant): 'dated' | 'dateless' | undefined => {
  const key = keys.find(({ id }) => id === secret?.current);
  const record = key && secret?.records.get(key.id);
  if (record?.storage.kind !== 'stored' || record.verdict.kind !== 'verified' || !record.verdict.readByOwner)
    return undefined;
  if (now < plus(record.storage.at, RECORDED_WITHIN)) return undefined;
  return key?.lastUsedAt === undefined ? 'dateless' : 'dated';
};
