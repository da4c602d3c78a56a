import { describe, expect, it } from 'vitest';
import { decide, decides, planFor } from '../../../test/support/decide.ts';
import { ago, type KeyScene, type Scene } from '../../../test/support/observation.ts';

/** NEW was stored to replace OLD, AWSCURRENT's key; its promotion is not settled. */
const pending = (key: KeyScene, old: KeyScene = {}, secret: Scene['secret'] = {}): Scene => ({
  keys: [
    { id: 'OLD', created: '95d', used: '1d', stored: '95d', verified: '95d', promoted: '95d', told: '95d', ...old },
    { id: 'NEW', created: '2d', stored: '2d', pending: true, replaces: 'OLD', ...key },
  ],
  secret: { current: 'OLD', ...secret },
});

describe('a pending key that works', () => {
  decides([
    [
      'is promoted over an older key, though its worker died',
      pending({ verified: '2d' }),
      'PROMOTE NEW: verified-not-promoted',
    ],
    [
      'is promoted over a newer key that is inactive',
      pending({ verified: '2d' }, { created: '1d', inactive: true }),
      'PROMOTE NEW: verified-not-promoted',
    ],
    [
      'is promoted where there was no key before',
      pending({ verified: '2d' }, {}, { current: 'placeholder' }),
      'PROMOTE NEW: verified-not-promoted',
    ],
    [
      'is never promoted over a newer key that works',
      pending({ verified: '2d' }, { created: '1d' }),
      'CLEAR NEW: pending-settled',
    ],
    ['nor over one of the same second', pending({ verified: '2d' }, { created: '2d' }), 'CLEAR NEW: pending-settled'],
    [
      'is settled once it is AWSCURRENT',
      pending({ verified: '2d' }, {}, { current: 'NEW' }),
      'CLEAR NEW: pending-settled',
    ],
    [
      'is dropped when it is inactive: somebody switched it off',
      pending({ verified: '2d', inactive: true }),
      'CLEAR NEW: pending-settled',
    ],
    [
      'is settled, and not forgotten, when AWSCURRENT names it and somebody deleted it: its labels alone name it',
      pending({ verified: '2d', gone: true }, {}, { current: 'NEW' }),
      'CLEAR NEW: pending-settled',
    ],
    ['is forgotten when it is gone', pending({ verified: '2d', gone: true }), 'CLEAR NEW gone: pending-settled'],
    [
      'is promoted even when it is the only active key',
      pending({ verified: '2d' }, { inactive: true }),
      'PROMOTE NEW: verified-not-promoted',
    ],
  ]);
});

describe('a pending key that nobody verified', () => {
  decides([
    [
      'is waited for, for 24 hours and 35 minutes',
      pending({ created: '24h 35m', stored: '24h 35m' }),
      'NOTHING: verifying',
    ],
    ['is then given up', pending({ stored: '24h 35m 1ms' }), 'ABANDON NEW: never-verified'],
    [
      'is given up at once when it is inactive',
      pending({ stored: '1h', inactive: true }),
      'ABANDON NEW: never-verified',
    ],
    [
      'may have been used by its worker within the 35 minutes of a claim',
      pending({ used: '1d 23h 25m' }),
      'ABANDON NEW: never-verified',
    ],
    [
      'is not touched when it was used later than that',
      pending({ used: '1d 23h 24m 59s' }),
      'NOTHING: used-unverified',
    ],
    ['is not one while no version of it is stored', pending({ stored: undefined }), 'NOTHING: verifying'],
    ['is not touched as the only active key', pending({}, { inactive: true }), 'NOTHING: only-active-key'],
  ]);
});

describe('a key that was given up', () => {
  decides([
    ['is deactivated', pending({ abandoned: '1h' }), 'DEACTIVATE NEW abandoned: given-up'],
    ['is not deactivated when somebody uses it', pending({ abandoned: '1h', used: '3h' }), 'NOTHING: used-unverified'],
    [
      'is not deactivated as the only active key',
      pending({ abandoned: '1h' }, { inactive: true }),
      'NOTHING: only-active-key',
    ],
    [
      'is noted inactive, whoever switched it off',
      pending({ abandoned: '1h', inactive: true }),
      'NOTE NEW inactiveSince: time-not-noted',
    ],
    [
      'stays for 24 hours after that',
      pending({ abandoned: '2d', inactive: true, inactiveSince: '23h 59m 59s' }),
      'NOTHING: waiting-given-up',
    ],
    [
      'is deleted 24 hours after that',
      pending({ abandoned: '2d', inactive: true, inactiveSince: '24h' }),
      'DELETE NEW abandoned: given-up',
    ],
    [
      'is deleted though its worker had used it before the verdict',
      pending({ abandoned: '2d', used: '2d', inactive: true, inactiveSince: '30h' }),
      'DELETE NEW abandoned: given-up',
    ],
    [
      'is kept when somebody used it after the verdict',
      pending({ abandoned: '2d', used: '1d 23h 59m', inactive: true, inactiveSince: '30h' }),
      'NOTHING: used-unverified',
    ],
    [
      'and re-activated by a person is taken off the list',
      pending({ abandoned: '2d', inactiveSince: '30h' }),
      'UN_NOTE NEW: human-reactivated',
    ],
    [
      'is not thought re-activated while the last status may be stale',
      pending({ abandoned: '2d', inactiveSince: '35m' }),
      'NOTHING: verifying',
    ],
    [
      'stays as it is once a person re-activated it',
      pending({ abandoned: '2d', restarted: '1d' }),
      'NOTHING: reactivated',
    ],
  ]);
});

it('a secret without cases has nothing to settle', () => {
  expect(decide({ keys: [], secret: {} })).toBe('NOTHING: no-keys');
});

it('a key that waits for its verdict waits for it a day and the time of a claim, from when it was stored', () => {
  const scene: Scene = {
    keys: [
      { id: 'DUE', created: '100d', used: '1d' },
      { id: 'NEW', created: '3h', stored: '3h', pending: true },
    ],
    secret: {},
  };
  expect(planFor(scene)).toMatchObject({ reason: 'verifying', until: ago('+21h 35m') });
  const [due, { stored: _, ...unstored } = {}] = scene.keys ?? [];
  expect(planFor({ ...scene, keys: [due ?? {}, unstored] })).toMatchObject({ until: ago('+24h 35m') });
});
