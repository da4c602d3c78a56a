import type { Key } from '../keys.ts';
import { LEASE, QUARANTINE, VERDICT_WAIT } from '../limits.ts';
import type { KeyRecord } from '../observation.ts';
import { plus } from '../time.ts';
import { nothing, offNotedAt, type Plan, type Rule, unNote, type View } from '../view.ts';

/** Rule 2: every key whose promotion is not settled is promoted, given up, or waited for. */
export const settlePending: Rule = (view) => {
  if (view.secret === undefined) return undefined;
  for (const record of view.secret.records.values()) {
    const plan = record.pending ? settle(view, record) : undefined;
    if (plan) return plan;
  }
  return undefined;
};

const settle = (view: View, record: KeyRecord): Plan | undefined => {
  const key = view.keys.find(({ id }) => id === record.id);
  // What AWSCURRENT names is named by its labels alone: it explains its live predecessor, though it is gone.
  if (view.secret?.current === record.id) return clear(record, false);
  if (key === undefined) return clear(record, true);
  return key.status === 'Active' ? settleActive(view, record, key) : settleInactive(view, record, key);
};

const clear = ({ id }: KeyRecord, gone: boolean): Plan => ({
  step: { kind: 'CLEAR', key: id, gone },
  reason: 'pending-settled',
  facts: { key: id },
});

const settleActive = (view: View, record: KeyRecord, key: Key): Plan | undefined => {
  const facts = { key: key.id };
  if (record.verdict.kind === 'verified')
    return !record.isUndone && supersedes(view, key)
      ? { step: { kind: 'PROMOTE', key: key.id }, reason: 'verified-not-promoted', facts }
      : clear(record, false);
  if (offNotedAt(record.notes) !== undefined) return unNote(view, key.id);
  if (record.notes.restartedAt !== undefined) return nothing('reactivated', facts);
  if (record.storage.kind !== 'stored') return undefined;
  if (key.lastUsedAt !== undefined && key.lastUsedAt > plus(record.storage.at, LEASE))
    return nothing('used-unverified', facts);
  if (view.active.length === 1) return nothing('only-active-key', facts);
  if (record.verdict.kind === 'abandoned')
    return { step: { kind: 'DEACTIVATE', key: key.id, ground: 'abandoned' }, reason: 'given-up', facts };
  return view.now > plus(record.storage.at, VERDICT_WAIT)
    ? { step: { kind: 'ABANDON', key: key.id }, reason: 'never-verified', facts }
    : undefined;
};

/** A verified key is promoted over an older one, or over one that no longer works; never over a newer one. */
const supersedes = ({ successor }: View, key: Key): boolean =>
  successor === undefined || successor.key.status === 'Inactive' || key.createdAt > successor.key.createdAt;

const settleInactive = ({ now }: View, record: KeyRecord, key: Key): Plan | undefined => {
  const facts = { key: key.id };
  if (record.verdict.kind === 'verified') return clear(record, false);
  if (record.verdict.kind === 'none')
    return { step: { kind: 'ABANDON', key: key.id }, reason: 'never-verified', facts };
  const { inactiveSince } = record.notes;
  if (inactiveSince === undefined)
    return { step: { kind: 'NOTE', key: key.id, fact: 'inactiveSince' }, reason: 'time-not-noted', facts };
  if (key.lastUsedAt !== undefined && key.lastUsedAt > record.verdict.at) return nothing('used-unverified', facts);
  return now >= plus(inactiveSince, QUARANTINE)
    ? { step: { kind: 'DELETE', key: key.id, ground: 'abandoned' }, reason: 'given-up', facts }
    : undefined;
};
