import type { AccessKeyId, Key } from '../../src/core/keys.ts';
import type { KeyRecord, Observation, ToldDate } from '../../src/core/observation.ts';
import type { Policy } from '../../src/core/policy.ts';

/** The facts about one key, as the guards ask for them. Times as hours ago, since the guards think in hours. */
export interface Candidate {
  readonly seen: Observation;
  readonly policy: Policy;
  readonly key: Key;
  readonly record: KeyRecord | undefined;
  readonly others: readonly Key[];
}

export const hours = (since: number | undefined, { seen }: Candidate): number =>
  (seen.at - (since ?? Number.POSITIVE_INFINITY)) / 3_600_000;
export const unusedSince = ({ key }: Candidate, moment: number): boolean =>
  !(key.lastUsedAt !== undefined && key.lastUsedAt > moment);
export const anotherWorks = ({ others }: Candidate): boolean => others.some(({ status }) => status === 'Active');
export const isCurrent = ({ seen, key }: Candidate): boolean => seen.secret?.current === key.id;

export const isForeign = (id: AccessKeyId, { secret }: Observation): boolean =>
  secret?.current !== id && (secret?.records.get(id)?.storage.kind ?? 'none') === 'none';

/**
 * What was told comes on its date or later, and not a month after it; and that date is none that today's settings would
 * put off: it is so many hours after
 * each moment from which they count.
 */
export const isDateKept = (
  { on }: ToldDate,
  q: Candidate,
  { after, since }: { readonly after: number; readonly since: readonly number[] },
): boolean => hours(on, q) >= 0 && hours(on, q) <= 30 * 24 && since.every((at) => hours(at, q) - hours(on, q) >= after);

/** Who was warned had `warnDays` to object; the mail may have been accepted six hours after the look that dated it. */
export const isInTime = (told: ToldDate, q: Candidate): boolean => {
  const lead = 24 * q.policy.warnDays - 6;
  return hours(told.at, q) >= lead && hours(told.at, q) - hours(told.on, q) >= lead - 6;
};

/** Somebody took the same step back three times: it is his to decide. */
export const isFoughtOver = ({ seen, key }: Candidate): boolean =>
  (seen.secret?.undone.get(`DEACTIVATE_${key.id}`)?.count ?? 0) > 2;

/** Our own verification is no use of the key. */
export const usedByOwner = ({ lastUsedAt }: Key, record: KeyRecord | undefined): number | undefined =>
  record?.verdict.kind === 'verified' && (lastUsedAt ?? 0) <= record.verdict.at + 1_800_000 ? undefined : lastUsedAt;

export const lastSignOf = ({ key, record }: Candidate): number =>
  Math.max(usedByOwner(key, record) ?? key.createdAt, record?.notes.restartedAt ?? 0);

/**
 * Where IAM says nothing of this key, that means something: it told of a sister key's work after `since`, by more than
 * a session's, and had three days to come with the rest. Or the organization takes silence for rest.
 */
export const isSilenceTold = (q: Candidate, since: number): boolean => {
  if (q.key.lastUsedAt !== undefined || q.policy.datelessKeys === 'quiet') return true;
  const isTold = ({ lastUsedAt, lastUsedService = 'sts' }: Key): boolean =>
    (lastUsedAt ?? 0) + 300_000 >= since && lastUsedService !== 'sts';
  return hours(since, q) >= 72 && q.others.some(isTold);
};

export const isUsedNow = (q: Candidate, key: Key): boolean => {
  const used = usedByOwner(key, q.seen.secret?.records.get(key.id));
  return used !== undefined && hours(used, q) < 24 * q.policy.quietDays;
};
