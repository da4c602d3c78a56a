import { describe, expect, it } from 'vitest';
import { decides, planFor } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';

/** A due user whose two slots hold foreign keys: one in use, one idle and warned of. */
const two = (idle: KeyScene = {}, used: KeyScene = {}, secret: Scene['secret'] = {}): Scene => ({
  keys: [
    { id: 'IDLE', created: '400d', used: '200d', warned: '10d', ...idle },
    { id: 'USED', created: '300d', used: '1d', ...used },
  ],
  secret,
});

const done = 'DEACTIVATE IDLE policy: idle-key';
const warn = 'WARN IDLE policy: idle-key';
const inUse = 'NOTHING: two-keys-in-use';
const asked = 'ASK IDLE: spare-key';
const neither = 'ASK IDLE: two-keys-idle';
const unwarned = { warned: undefined } as const;

describe('of two foreign keys, the idle one', () => {
  decides([
    ['is deactivated, warned of, while the other is in use', two(), done],
    ['is only reported where policy says so', two(), 'NOTHING: two-keys', { twoKeys: 'report' }],
    ['is not idle 89 days 23 hours after its last use', two({ ...unwarned, used: '89d 23h' }), asked],
    ['is idle 90 days after its last use', two({ ...unwarned, used: '90d' }), warn],
    [
      'that was never used is not idle 89 days 23 hours after its creation',
      two({ ...unwarned, created: '89d 23h', used: undefined }, { created: '80d' }),
      asked,
    ],
    [
      'that was never used is idle 90 days after its creation',
      two({ ...unwarned, created: '90d', used: undefined }, { created: '80d' }),
      warn,
    ],
    ['is idle after as many days as the settings say', two({ ...unwarned, used: '90d' }), asked, { idleDays: 91 }],
    ['stays when a person re-activated it 89 days 23 hours ago', two({ restarted: '89d 23h' }), asked],
    ['is warned of anew 90 days after a re-activation', two({ restarted: '90d', warned: '91d' }), warn],
    ['stays while the other was last used 14 days ago', two({}, { used: '14d' }), neither],
    ['goes while the other was last used 13 days 23 hours ago', two({}, { used: '13d 23h' }), done],
    ['stays while the other was never used', two({}, { used: undefined }), neither],
    [
      'is found by its use, not by its age',
      two({ used: '1d' }, { used: '100d', warned: '10d' }),
      'DEACTIVATE USED policy: idle-key',
    ],
    ['is none where both are in use, however few days make a key idle', two({ used: '12d' }), inUse, { idleDays: 10 }],
    ['stays while a third key is there', { ...two(), keys: [...(two().keys ?? []), {}] }, 'NOTHING: third-key'],
    [
      'stays while no key is due',
      two({ created: '80d', used: '70d' }, { created: '80d' }),
      'NOTHING: fresh',
      { idleDays: 60 },
    ],
  ]);
});

describe('the warning of an idle key', () => {
  decides([
    ['comes first', two({ warned: undefined }), warn],
    ['comes first though the user has no secret yet', { keys: two().keys ?? [] }, warn],
    ['precedes by 6 days 18 hours', two({ warned: '6d 18h' }), done],
    ['is not enough after 6 days 17 hours 59 minutes', two({ warned: '6d 17h 59m' }), 'NOTHING: waiting-policy'],
    ['does not count when the key was used after it', two({ used: '100d', warned: '101d', warnedFor: '10d' }), warn],
    ['counts at the moment of the last use', two({ used: '100d', warned: '100d', warnedFor: '10d' }), done],
    [
      'is not sent again within a day of a failure',
      two({ warned: undefined, tries: 1, lastTry: '17h' }),
      'NOTHING: waiting-policy',
    ],
    ['is not followed by two deactivations', two({ inactiveSince: '35m' }), 'NOTHING: waiting-policy'],
  ]);
});

describe('two active keys that are nobody’s case', () => {
  const stored = { stored: '200d', verified: '200d', promoted: '200d', told: '200d' } as const;
  decides([
    [
      'are AWSCURRENT’s and an older spare',
      two({ ...stored, created: '200d', used: '100d' }, {}, { current: 'IDLE' }),
      asked,
    ],
    [
      'are one that AWSCURRENT names without a version of its own, and a spare',
      two({ verified: '200d', promoted: '9d', told: '9d' }, {}, { current: 'IDLE' }),
      asked,
    ],
    ['are two of ours whose successor is gone', two(stored, stored, { current: 'GONE' }), 'NOTHING: current-unusable'],
    [
      'are one that CloudTrail cannot explain',
      two({ created: '10d', used: undefined, creator: 'unknown' }),
      'NOTHING: unexplained-key',
    ],
    ['are both in use', two({ used: '2d' }), inUse],
    ['are both idle', two({}, { used: '200d' }), neither],
    [
      'are both idle, which a user without a secret cannot be asked about',
      { keys: two({}, { used: '200d' }).keys ?? [] },
      'NOTHING: two-keys-idle',
    ],
  ]);
});

describe('no slot, for another reason', () => {
  const due = { id: 'DUE', created: '100d', used: '1d' } as const;
  decides([
    [
      'a pending key is waited for',
      { keys: [due, { id: 'NEW', stored: '1h', pending: true }], secret: {} },
      'NOTHING: verifying',
    ],
    [
      'a key that was given up is waited for',
      {
        keys: [due, { id: 'NEW', stored: '3d', abandoned: '2d', pending: true, inactive: true, inactiveSince: '1h' }],
        secret: {},
      },
      'NOTHING: waiting-given-up',
    ],
    [
      'an inactive key of ours is reported',
      { keys: [due, { id: 'OURS', stored: '90d', verified: '90d', inactive: true }], secret: {} },
      'NOTHING: inactive-key',
    ],
    [
      'an inactive successor is reported',
      { keys: [due, { id: 'NEW', stored: '90d', verified: '90d', inactive: true }], secret: { current: 'NEW' } },
      'NOTHING: successor-inactive',
    ],
    [
      'an inactive key that AWSCURRENT names is never a foreign one',
      { keys: [due, { id: 'NEW', inactive: true, inactiveSince: '30d', announced: '3d' }], secret: { current: 'NEW' } },
      'NOTHING: successor-inactive',
    ],
    ['eight keys are reported', { keys: [due, {}, {}, {}, {}, {}, {}, {}] }, 'NOTHING: third-key'],
  ]);
});

it('the days since its last use are among the facts of an unused key, where any is known', () => {
  const retire = { unusedKeys: 'retire' } as const;
  expect(planFor({ keys: [{ created: '400d', used: '200d' }] }, retire).facts).toMatchObject({ lastUsedDays: 200 });
  expect(planFor({ keys: [{ created: '400d' }] }, retire).facts).not.toHaveProperty('lastUsedDays');
});
