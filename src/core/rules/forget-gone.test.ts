import { expect, it } from 'vitest';
import type { AccessKeyId } from '../keys.ts';
import type { KeyRecord, Observation } from '../observation.ts';
import { defaultPolicy } from '../policy.ts';
import { DAY, instant, plus } from '../time.ts';
import { viewOf } from '../view.ts';
import { forgetGone } from './forget-gone.ts';

const now = instant(Date.UTC(2026, 5, 1));
const [LIVE, GONE, OLDER] = [
  'AKIALIVE000000000000',
  'AKIAGONE000000000000',
  'AKIAOLDER00000000000',
] as AccessKeyId[] as [AccessKeyId, AccessKeyId, AccessKeyId];

const record = (id: AccessKeyId, more: Partial<KeyRecord> = {}): KeyRecord => ({
  id,
  storage: { kind: 'stored', at: now },
  verdict: { kind: 'verified', at: now, readByOwner: true },
  pending: false,
  replaces: undefined,
  isUndone: false,
  lastReadOn: undefined,
  notes: {},
  creator: 'not-asked',
  ...more,
});

const seen = (
  records: readonly KeyRecord[],
  current: AccessKeyId,
  live: readonly AccessKeyId[] = [LIVE],
): Observation => ({
  at: now,
  account: { id: '222222222222' as never, state: 'ACTIVE' },
  user: {
    name: 'alice',
    id: 'AIDAALICE',
    arn: 'arn:aws:iam::222222222222:user/alice',
    sendsBySmtp: false,
    isHeld: false,
  },
  exemption: undefined,
  keys: live.map((id) => ({
    id,
    status: 'Active',
    createdAt: plus(now, -5 * DAY),
    lastUsedAt: undefined,
    lastUsedService: undefined,
  })),
  secret: {
    arn: 'arn',
    name: 'name',
    deletionAt: undefined,
    hold: undefined,
    claim: 'free',
    createdAt: plus(now, -100 * DAY),
    current,
    records: new Map(records.map((each) => [each.id, each])),
    isFull: false,
    policy: 'current',
    writer: 'open',
    replicas: undefined,
    givenUp: undefined,
    denied: undefined,
    undone: new Map(),
  },
  forced: false,
  allowance: 'free',
  policyUpdates: 'shown',
});

const decided = (observation: Observation) => forgetGone(viewOf(observation, defaultPolicy, now))?.step;

it('a key that is gone is forgotten, after two looks', () => {
  expect(decided(seen([record(LIVE), record(GONE)], LIVE))).toEqual({ kind: 'CLEAR', key: GONE, gone: true });
});

it('a key that exists is not', () => {
  expect(decided(seen([record(LIVE)], LIVE))).toBeUndefined();
});

it('a key that AWSCURRENT holds is not, though it is gone: its labels alone name it', () => {
  expect(decided(seen([record(LIVE), record(GONE)], GONE))).toBeUndefined();
});

it('a gone successor is not, while the key it replaced lives: that one may be the one to go back to', () => {
  expect(decided(seen([record(GONE, { replaces: LIVE }), record(LIVE)], LIVE))).toBeUndefined();
  expect(decided(seen([record(GONE, { replaces: OLDER }), record(LIVE)], LIVE))?.kind).toBe('CLEAR');
});

it('nobody without a secret has anything to forget', () => {
  const { secret: _, ...rest } = seen([], LIVE);
  expect(decided({ ...rest, secret: undefined })).toBeUndefined();
});
