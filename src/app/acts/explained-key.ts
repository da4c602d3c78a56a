import type { Key } from '../../core/keys.ts';
import type { KeyRecord, Notes, Observation } from '../../core/observation.ts';
import type { Policy } from '../../core/policy.ts';
import { wholeDays } from '../../core/time.ts';
import { usedByOwnerAt, viewOf } from '../../core/view.ts';
import { isoOf } from '../results/iso-moment.ts';

/** What IAM and the secret say of one key. Never what it signs with. */
export interface ExplainedKey {
  readonly id: string;
  readonly status: Key['status'];
  readonly createdAt: string;
  readonly ageDays: number;
  /** `null`: AWS tells no use. */
  readonly lastUsedAt: string | null;
  readonly lastUsedDays: number | null;
  readonly lastUsedService?: string;
  /** The last use cannot be told apart from keyturn's own verification, and counts as none. */
  readonly isLastUseOurs: boolean;
  /** AWSCURRENT names it. */
  readonly isCurrent: boolean;
  /** Its promotion is not settled. */
  readonly isPending: boolean;
  /** `tombstone`: it was keyturn's, and what it signs with was lost. */
  readonly storage: KeyRecord['storage']['kind'];
  /** `abandoned`: it was given up, since it could not be verified. */
  readonly verdict: KeyRecord['verdict']['kind'];
  readonly verdictAt?: string;
  /** It could read its secret when it was verified. */
  readonly readByOwner?: boolean;
  /** The day, UTC, on which its version of the secret was last read. */
  readonly lastReadOn?: string;
  /** The key it was made to replace. */
  readonly replaces?: string;
  /** A person went back from it to the key before. */
  readonly isUndone: boolean;
  readonly notes: ExplainedNotes;
}

/** As `Notes`, with moments in ISO 8601. */
export type ExplainedNotes = {
  readonly [note in keyof Notes]: note extends 'tries'
    ? number
    : note extends 'warned' | 'announced'
      ? { readonly at: string; readonly on: string; readonly isUnlessUsed: boolean }
      : string;
};

/** A user's live keys, oldest first. */
export const explainedKeys = (observation: Observation, policy: Policy): readonly ExplainedKey[] => {
  const { keys, secret, at } = observation;
  const view = viewOf(observation, policy, at);
  return keys.map((key) => {
    const record = secret?.records.get(key.id);
    return {
      ...factsOf(key, at),
      isLastUseOurs: key.lastUsedAt !== undefined && usedByOwnerAt(view, key) === undefined,
      isCurrent: secret?.current === key.id,
      isPending: record?.pending ?? false,
      storage: record?.storage.kind ?? 'none',
      ...verdictOf(record),
      ...(record?.lastReadOn === undefined ? {} : { lastReadOn: isoOf(record.lastReadOn).slice(0, 10) }),
      ...(record?.replaces === undefined ? {} : { replaces: record.replaces }),
      isUndone: record?.isUndone ?? false,
      notes: notesOf(record?.notes ?? {}),
    };
  });
};

const factsOf = ({ id, status, createdAt, lastUsedAt, lastUsedService }: Key, now: Observation['at']) => ({
  id,
  status,
  createdAt: isoOf(createdAt),
  ageDays: wholeDays(createdAt, now),
  lastUsedAt: lastUsedAt === undefined ? null : isoOf(lastUsedAt),
  lastUsedDays: lastUsedAt === undefined ? null : wholeDays(lastUsedAt, now),
  ...(lastUsedService === undefined ? {} : { lastUsedService }),
});

const verdictOf = (record: KeyRecord | undefined): Pick<ExplainedKey, 'verdict' | 'verdictAt' | 'readByOwner'> => {
  const verdict = record?.verdict ?? { kind: 'none' };
  if (verdict.kind === 'none') return { verdict: 'none' };
  const readByOwner = verdict.kind === 'verified' ? { readByOwner: verdict.readByOwner } : {};
  return { verdict: verdict.kind, verdictAt: isoOf(verdict.at), ...readByOwner };
};

const notesOf = ({ tries, warned, announced, ...moments }: Notes): ExplainedNotes => ({
  ...Object.fromEntries(Object.entries(moments).map(([note, at]) => [note, isoOf(at)])),
  ...(tries === undefined ? {} : { tries }),
  ...(warned === undefined ? {} : { warned: { ...warned, at: isoOf(warned.at), on: isoOf(warned.on) } }),
  ...(announced === undefined ? {} : { announced: { ...announced, at: isoOf(announced.at), on: isoOf(announced.on) } }),
});
