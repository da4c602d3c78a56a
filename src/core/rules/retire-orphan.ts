import type { AccessKeyId, Key } from '../keys.ts';
import { CLOCK_TOLERANCE, ORPHAN_WAIT, QUARANTINE } from '../limits.ts';
import type { Notes, Observation } from '../observation.ts';
import { plus } from '../time.ts';
import { nothing, offNotedAt, type Plan, type Rule, recordOf, type View } from '../view.ts';

/** Rule 5: a key of ours whose secret was lost gets a tombstone, then is deactivated, and after a day deleted. */
export const retireOrphan: Rule = (view) => {
  if (view.secret === undefined) return undefined;
  for (const key of view.keys) {
    const record = recordOf(view, key.id);
    const plan =
      record?.storage.kind === 'tombstone'
        ? retire(view, key, record.notes)
        : record?.creator === 'keyturn' && isSuspect(view.observation, key)
          ? markLost(key)
          : undefined;
    if (plan) return plan;
  }
  return undefined;
};

/**
 * Keys of which CloudTrail must be asked who created them: they might be ours, created by a worker that died before it
 * stored the secret. Never the only active key, never one that was used.
 */
export const orphanSuspects = (observation: Observation): readonly AccessKeyId[] =>
  observation.keys.filter((key) => isSuspect(observation, key)).map(({ id }) => id);

/** A key that may be an orphan of ours, but nothing proves it: only reported. */
export const unexplainedKey = (observation: Observation): AccessKeyId | undefined =>
  observation.keys.find((key) => {
    const creator = observation.secret?.records.get(key.id)?.creator;
    return creator === 'unknown' && isSuspect(observation, key);
  })?.id;

const isSuspect = ({ secret, keys, at }: Observation, key: Key): boolean => {
  if (secret === undefined || key.lastUsedAt !== undefined) return false;
  // Two services, two clocks, and IAM tells whole seconds: a key made moments after the secret may look older.
  if (key.createdAt < plus(secret.createdAt, -CLOCK_TOLERANCE) || at < plus(key.createdAt, ORPHAN_WAIT)) return false;
  if ((secret.records.get(key.id)?.storage.kind ?? 'none') !== 'none') return false;
  if (key.status === 'Active' && keys.every(({ id, status }) => id === key.id || status === 'Inactive')) return false;
  const current = keys.find(({ id }) => id === secret.current);
  return current === undefined || key.createdAt > current.createdAt;
};

const markLost = ({ id }: Key): Plan => ({
  step: { kind: 'CONDEMN', key: id },
  reason: 'secret-lost',
  facts: { key: id },
});

const retire = (view: View, key: Key, notes: Notes): Plan | undefined => {
  const { inactiveSince, restartedAt } = notes;
  const facts = { key: key.id };
  if (key.lastUsedAt !== undefined) return nothing('used-unverified', facts);
  if (key.status === 'Active') {
    // Deactivated moments ago, and this read may be stale: rule 4 decides in the next run.
    if (offNotedAt(notes) !== undefined) return undefined;
    if (restartedAt !== undefined) return nothing('reactivated', facts);
    if (view.active.length === 1) return nothing('only-active-key', facts);
    return { step: { kind: 'DEACTIVATE', key: key.id, ground: 'condemned' }, reason: 'secret-lost', facts };
  }
  if (inactiveSince === undefined)
    return { step: { kind: 'NOTE', key: key.id, fact: 'inactiveSince' }, reason: 'time-not-noted', facts };
  return view.now >= plus(inactiveSince, QUARANTINE)
    ? { step: { kind: 'DELETE', key: key.id, ground: 'condemned' }, reason: 'secret-lost', facts }
    : undefined;
};
