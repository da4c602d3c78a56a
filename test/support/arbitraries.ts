import fc from 'fast-check';
import type { WriterProof } from '../../src/core/observation.ts';
import { defaultPolicy, type Policy, problemsOf } from '../../src/core/policy.ts';
import { type Ago, ago, type KeyScene, type Scene } from './observation.ts';
import { ripe } from './ripe-scenes.ts';

const names = ['OLD', 'NEW', 'K3', 'K4'] as const;

/** Moments on both sides of every period, and some that should not be. */
export const moments: fc.Arbitrary<Ago> = fc.oneof(
  fc.constantFrom('0m', '34m', '36m', '50m', '23h', '24h', '25h', '1d 1h', '2d 17h', '2d 18h', '6d 17h', '6d 18h'),
  fc.constantFrom('9d 17h', '9d 18h', '10d', '13d 23h', '14d', '15d', '30d', '39d', '40d', '41d'),
  fc.constantFrom('89d 17h', '89d 18h', '90d', '91d', '120d', '200d', '400d', '+5m', '+30d'),
  fc.nat({ max: 200 * 24 }).map((hours) => `${hours}h`),
);

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });
const yes = maybe(fc.constant(true as const));

const keyFields = {
  created: moments,
  used: maybe(moments),
  usedBy: fc.constantFrom('s3', 'sts'),
  inactive: yes,
  gone: maybe(fc.constant(true as const)),
  stored: maybe(moments),
  tombstone: maybe(moments),
  verified: maybe(moments),
  readByOwner: fc.boolean(),
  abandoned: maybe(moments),
  pending: yes,
  replaces: maybe(fc.constantFrom(...names)),
  creator: fc.constantFrom('keyturn', 'other', 'unknown', 'not-asked'),
  promoted: maybe(moments),
  told: maybe(moments),
  tries: fc.nat({ max: 6 }),
  lastTry: maybe(moments),
  warned: maybe(moments),
  warnedFor: maybe(moments),
  warnedAnyway: yes,
  announced: maybe(moments),
  announcedFor: maybe(moments),
  deactivated: maybe(moments),
  deactivationTold: maybe(moments),
  reactivated: maybe(moments),
  reactivationTold: maybe(moments),
  asked: maybe(moments),
  undone: yes,
  read: maybe(moments),
  inactiveSince: maybe(moments),
  deactivating: maybe(moments),
  restarted: maybe(moments),
  reminded: maybe(moments),
} as const satisfies { readonly [field in keyof KeyScene]: fc.Arbitrary<KeyScene[field]> };

const secretFields = {
  current: fc.constantFrom('placeholder', 'unknown', 'DELETED', ...names),
  created: moments,
  claim: fc.constantFrom('free', 'ours', 'busy'),
  policy: fc.constantFrom('current', 'earlier', 'changed'),
  writer: fc.constantFrom('open', 'unnoted', 'shown', ago('1h'), ago('30d')) as fc.Arbitrary<WriterProof>,
  replicas: fc.constantFrom('in-sync', 'behind', undefined),
} as const;

const undoings = fc.tuple(
  fc.constantFrom('ROTATE', 'REPAIR_POLICY', 'RESTORE_SECRET', ...names.map((name) => `DEACTIVATE_${name}`)),
  fc.integer({ min: 1, max: 4 }),
  moments,
);

/** Users as nobody would make them. */
const wild: fc.Arbitrary<Scene> = fc.record(
  {
    keys: fc.array(fc.record(keyFields, { requiredKeys: [] }), { maxLength: 4 }),
    secret: fc.record(secretFields, { requiredKeys: [] }),
    forced: fc.boolean(),
    sendsBySmtp: fc.boolean(),
    undone: undoings,
  },
  { requiredKeys: ['keys'] },
);

const disturbance: fc.Arbitrary<Partial<KeyScene>> = fc
  .record(keyFields, { requiredKeys: [] })
  .chain((all) => fc.subarray(Object.entries(all), { maxLength: 2 }).map((few) => Object.fromEntries(few)));

const besides = fc.record({
  forced: fc.boolean(),
  sendsBySmtp: fc.nat({ max: 5 }).map((n) => n === 0),
  undone: fc.option(undoings, { nil: undefined, freq: 4 }),
});

const disturbed: fc.Arbitrary<Scene> = fc
  .tuple(fc.constantFrom(...ripe), fc.array(maybe(disturbance), { minLength: 2, maxLength: 3 }), besides)
  .map(([scene, changes, more]) => ({
    ...scene,
    ...more,
    keys: [...(scene.keys ?? []), {}].slice(0, (scene.keys?.length ?? 0) + changes.length - 2).map((key, i) => ({
      ...key,
      ...changes[i],
    })),
  }));

/**
 * Any user: half of them wild, half nearly ripe. A key is the live one or a tombstone, never both: that is the
 * register's law.
 */
export const scenes: fc.Arbitrary<Scene> = fc.oneof(wild, disturbed).map((scene) => ({
  ...scene,
  keys: (scene.keys ?? [])
    .map((key, i) => ({ id: names[i] ?? `K${i}`, ...key }))
    .map((key) => (key.id === scene.secret?.current ? { ...key, tombstone: undefined } : key))
    .toSorted((a, b) => ago(a.created ?? '1d') - ago(b.created ?? '1d')),
}));

const period = (...days: number[]): fc.Arbitrary<number> => fc.constantFrom(...days);

/** Any settings that keyturn accepts. */
export const policies: fc.Arbitrary<Policy> = fc.oneof(
  fc.constant(defaultPolicy),
  fc
    .record({
      rotateAfterDays: period(30, 73, 90, 120),
      installGraceDays: period(1, 7, 10, 20),
      recoveryGraceDays: period(1, 7, 10, 20),
      warnDays: period(1, 3, 7, 10),
      quietDays: period(1, 7, 14, 40),
      idleDays: period(1, 30, 90, 120),
      retirement: fc.constantFrom('when-quiet', 'on-schedule'),
      twoKeys: fc.constantFrom('retire-idle', 'report'),
      inactiveKeys: fc.constantFrom('delete-when-blocking', 'report', 'delete'),
      unusedKeys: fc.constantFrom('rotate', 'retire'),
      datelessKeys: fc.constantFrom('ask', 'quiet'),
    })
    .filter((policy) => problemsOf(policy).length === 0),
);
