import type { AccessKeyId, Key } from '../../src/core/keys.ts';
import type { KeyRecord, Notes, Observation, SecretState } from '../../src/core/observation.ts';
import type { Step } from '../../src/core/step.ts';
import type { Instant } from '../../src/core/time.ts';

/** What is seen after a step that went well: every call answered, every mail accepted, nobody else at work. */
export const applyStep = (before: Observation, step: Step, now: Instant): Observation => {
  const seen = { ...before, at: now };
  switch (step.kind) {
    case 'NOTHING':
      return seen;
    case 'RESTORE_SECRET':
      return withSecret(seen, now, { deletionAt: undefined });
    case 'REPAIR_POLICY':
      return step.key === undefined
        ? withSecret(seen, now, { policy: 'current' })
        : note(withSecret(seen, now, { policy: 'current' }), step.key, now, { restartedAt: now });
    case 'UPDATE_POLICY':
      return withSecret(seen, now, { policy: 'current', writer: now });
    case 'NOTE_WRITER':
      return withSecret(seen, now, { writer: seen.secret?.writer === 'unnoted' ? now : 'shown' });
    case 'CLEAR':
      return step.gone ? forget(seen, step.key) : record(seen, step.key, now, { pending: false });
    case 'PROMOTE':
      return promote(seen, step.key, now);
    case 'ABANDON':
      return record(seen, step.key, now, { verdict: { kind: 'abandoned', at: now } });
    case 'CONDEMN':
      return record(seen, step.key, now, { storage: { kind: 'tombstone', at: now } });
    case 'UN_NOTE':
      return record(seen, step.key, now, { notes: { restartedAt: now, reactivatedAt: now } });
    case 'ROTATE':
      return rotate(seen, step.key, now);
    case 'DEACTIVATE':
      return note(withKey(seen, step.key, { status: 'Inactive' }), step.key, now, {
        inactiveSince: now,
        ...(step.ground === 'predecessor' || step.ground === 'policy'
          ? { deactivatedAt: now, deactivationToldAt: now }
          : {}),
      });
    case 'DELETE':
      return forget({ ...seen, keys: seen.keys.filter(({ id }) => id !== step.key) }, step.key);
    case 'NOTE':
      return note(seen, step.key, now, { [step.fact]: now });
    case 'WARN':
      return note(seen, step.key, now, { warned: { at: now, on: step.on, isUnlessUsed: step.isUnlessUsed } });
    case 'ANNOUNCE':
      return note(seen, step.key, now, { announced: { at: now, on: step.on, isUnlessUsed: false } });
    default:
      return note(seen, step.key, now, { [noted[step.kind]]: now });
  }
};

const noted = {
  TELL: 'toldAt',
  REMIND: 'remindedAt',
  TELL_DEACTIVATED: 'deactivationToldAt',
  TELL_REACTIVATED: 'reactivationToldAt',
  ASK: 'askedAt',
} as const;

/** The first thing that is noted of a user makes the container. */
const emptySecret = (now: Instant): SecretState => ({
  arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:batch-AbCdEf',
  name: 'Account_111122223333_User_batch_AccessKey',
  deletionAt: undefined,
  hold: undefined,
  claim: 'free',
  createdAt: now,
  current: 'placeholder',
  records: new Map(),
  isFull: false,
  policy: 'current',
  writer: 'open',
  replicas: undefined,
  givenUp: undefined,
  denied: undefined,
  undone: new Map(),
});

const emptyCase = (id: AccessKeyId): KeyRecord => ({
  id,
  storage: { kind: 'none' },
  verdict: { kind: 'none' },
  pending: false,
  replaces: undefined,
  isUndone: false,
  lastReadOn: undefined,
  notes: {},
  creator: 'not-asked',
});

const withSecret = (seen: Observation, now: Instant, change: Partial<SecretState>): Observation => ({
  ...seen,
  secret: { ...(seen.secret ?? emptySecret(now)), ...change },
});

const withKey = (seen: Observation, id: AccessKeyId, change: Partial<Key>): Observation => ({
  ...seen,
  keys: seen.keys.map((key) => (key.id === id ? { ...key, ...change } : key)),
});

const record = (seen: Observation, id: AccessKeyId, now: Instant, change: Partial<KeyRecord>): Observation => {
  const records = seen.secret?.records ?? new Map<AccessKeyId, KeyRecord>();
  return withSecret(seen, now, {
    records: new Map(records).set(id, { ...(records.get(id) ?? emptyCase(id)), ...change }),
  });
};

const forget = (seen: Observation, id: AccessKeyId): Observation => {
  const records = new Map(seen.secret?.records);
  records.delete(id);
  return seen.secret ? { ...seen, secret: { ...seen.secret, records } } : seen;
};

const note = (seen: Observation, id: AccessKeyId, now: Instant, change: Notes): Observation => {
  const { tries: _, lastTryAt: __, ...notes } = seen.secret?.records.get(id)?.notes ?? {};
  return record(seen, id, now, { notes: { ...notes, ...change } });
};

const promote = (seen: Observation, id: AccessKeyId, now: Instant): Observation =>
  withSecret(note(record(seen, id, now, { pending: false }), id, now, { promotedAt: now }), now, { current: id });

const rotate = (seen: Observation, replaces: AccessKeyId, now: Instant): Observation => {
  const id = `NEW-${now}` as AccessKeyId;
  const key: Key = { id, status: 'Active', createdAt: now, lastUsedAt: now, lastUsedService: 'secretsmanager' };
  const fresh = {
    storage: { kind: 'stored', at: now },
    verdict: { kind: 'verified', at: now, readByOwner: true },
    replaces,
  } as const;
  const stored = record({ ...seen, keys: [...seen.keys, key] }, id, now, fresh);
  return promote({ ...stored, forced: false }, id, now);
};
