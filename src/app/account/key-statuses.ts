import type { Key } from '../../core/keys.ts';
import type { Observation } from '../../core/observation.ts';
import type { Policy } from '../../core/policy.ts';
import { type Instant, wholeDays } from '../../core/time.ts';
import { viewOf } from '../../core/view.ts';
import type { ReportRow } from '../ports/iam.ts';
import { isoOf } from '../results/iso-moment.ts';
import type { KeyOfStatus, KeyRole } from '../results/user-status.ts';

/** A user's keys as they were observed, live or by report and list. */
export const observedKeys = (observation: Observation, policy: Policy, now: Instant): readonly KeyOfStatus[] => {
  const { secret, keys } = observation;
  const { predecessors } = viewOf(observation, policy, now);
  const roleOf = (key: Key): KeyRole => {
    if (secret?.current === key.id) return 'current';
    if (secret?.records.get(key.id)?.pending) return 'pending';
    return predecessors.includes(key) ? 'old' : 'other';
  };
  return keys.map((key) => ({ id: key.id, role: roleOf(key), ...datesOf(key, now) }));
};

/** A user's keys by the credential report alone. */
export const reportedKeys = ({ keys }: Pick<ReportRow, 'keys'>, now: Instant): readonly KeyOfStatus[] =>
  keys
    .toSorted((a, b) => (a.createdAt ?? Infinity) - (b.createdAt ?? Infinity))
    .map((key) => ({ id: key.id ?? null, role: null, ...datesOf(key, now) }));

const datesOf = (
  { status, createdAt, lastUsedAt }: Pick<ReportRow['keys'][number], 'status' | 'createdAt' | 'lastUsedAt'>,
  now: Instant,
): Omit<KeyOfStatus, 'id' | 'role'> => ({
  status,
  createdAt: createdAt === undefined ? null : isoOf(createdAt),
  ageDays: createdAt === undefined ? null : wholeDays(createdAt, now),
  lastUsedAt: lastUsedAt === undefined ? null : isoOf(lastUsedAt),
  lastUsedDays: lastUsedAt === undefined ? null : wholeDays(lastUsedAt, now),
});
