import { describe, expect, it } from 'vitest';
import { decides, planFor } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';
import { remedyFor } from '../reasons.ts';

/** Beside our key, which AWSCURRENT names, the owner made OWN by himself. */
const beside = (ours: KeyScene, own: KeyScene): Scene => ({
  keys: [
    {
      id: 'OURS',
      ...{ created: '100d', stored: '100d', verified: '100d', promoted: '100d', told: '100d', read: '90d' },
      ...ours,
    },
    { id: 'OWN', created: '60d', ...own },
  ],
  secret: { current: 'OURS' },
});

describe('an owner who uses a newer key of his own', () => {
  const own = (ours: KeyScene = {}, his: KeyScene = {}): Scene =>
    beside({ warned: '10d', ...ours }, { used: '1d', ...his });
  const done = 'DEACTIVATE OURS policy: own-key-in-use';
  const warn = 'WARN OURS policy: own-key-in-use';
  const asks = 'ASK OURS: spare-key';
  decides([
    ['no longer needs ours, which is deactivated, warned of', own(), done],
    ['is warned first', own({ warned: undefined }), warn],
    ['is warned 6 days 18 hours before', own({ warned: '6d 18h' }), done],
    ['has 6 days 17 hours 59 minutes to object', own({ warned: '6d 17h 59m' }), 'NOTHING: waiting-policy'],
    ['keeps ours 13 days 23 hours after its last use', own({ used: '13d 23h' }), 'NOTHING: two-keys-in-use'],
    ['loses ours 14 days after its last use', own({ used: '14d' }), done],
    ['is warned anew where ours was used since', own({ used: '14d', warned: '14d 1s', warnedFor: '1d' }), warn],
    ['uses his own when that was 13 days 23 hours ago', own({}, { used: '13d 23h' }), done],
    ['does not when that was 14 days ago: either may be the one', own({}, { used: '14d' }), 'ASK OURS: two-keys-idle'],
    ['is only reported where policy says so', own(), 'NOTHING: two-keys', { twoKeys: 'report' }],
    ['is asked where his own is the older', own({}, { created: '101d' }), asks],
    ['is asked where his own is as old as ours', own({}, { created: '100d' }), asks],
    ['is asked where ours has no version of its own', own({ stored: undefined }), asks],
    ['is asked where his own is one of ours too', own({}, { stored: '60d', verified: '60d' }), asks],
    ['is warned anew where somebody re-activated ours', own({ restarted: '9d' }), warn],
    ['is left alone while no key is due', own({ created: '80d' }), 'NOTHING: fresh'],
    ['has a third key: nobody’s case', { ...own(), keys: [...(own().keys ?? []), {}] }, 'NOTHING: third-key'],
    [
      'sees ours deleted in the end, as announced',
      own(
        {
          inactive: true,
          warned: '40d',
          deactivated: '33d',
          deactivationTold: '33d',
          inactiveSince: '33d',
          announced: '5d',
        },
        { created: '80d' },
      ),
      'DELETE OURS policy: blocking-inactive-key',
    ],
    [
      'keeps ours where another hand than keyturn’s switched it off',
      own({ inactive: true, warned: '40d', inactiveSince: '33d', announced: '5d' }, { created: '80d' }),
      'NOTHING: current-unusable',
    ],
  ]);

  it('reads which key goes, and for which other', () => {
    expect(planFor(own()).facts).toEqual({ key: 'OURS', own: 'OWN' });
  });
});

describe('an owner who is half-way through a rotation of his own', () => {
  const half = (own: KeyScene = {}): Scene => beside({ used: '1d' }, { created: '3d', ...own });
  const asks = 'ASK OWN: own-rotation';
  const warn = 'WARN OWN policy: idle-key';
  decides([
    ['is asked to finish it', half(), asks],
    ['is left in peace for 14 days after that', half({ asked: '13d' }), 'NOTHING: own-rotation'],
    ['keeps his young key, though it was warned of once', half({ warned: '8d', created: '60d' }), asks],
    ['keeps his young key however few days make keys idle', half({ created: '2d' }), asks, { idleDays: 3 }],
    [
      'is none where both keys were made in the same moment',
      beside({ created: '89d 20h', used: '1d' }, { created: '89d 20h' }),
      'ASK OWN: spare-key',
    ],
    ['has 90 days', half({ created: '89d 23h' }), asks],
    ['is warned that it goes after 90 days', half({ created: '90d' }), warn],
    ['has a spare key where it was used once', half({ used: '20d' }), 'ASK OWN: spare-key'],
    [
      'has a spare key where it is the older one',
      beside({ used: '1d', created: '89d 18h' }, { created: '89d 20h' }),
      'ASK OWN: spare-key',
    ],
  ]);

  it('reads which key is to be used and which to be deleted, and until when', () => {
    const { reason, facts, until } = planFor(half());
    expect(facts).toMatchObject({ key: 'OWN', older: 'OURS' });
    expect(remedyFor(reason, facts)).toContain('have the applications take OWN, then delete OURS');
    expect(until).toBe(planFor(half({ asked: '1h' })).until);
  });
});

describe('an idle key of the owner’s own', () => {
  const older = { created: '200d', stored: '200d', verified: '200d', promoted: '200d', told: '200d' } as const;
  const idle: KeyScene = { created: '200d', used: '100d', warned: '10d' };
  decides([
    ['goes from the second cycle on as in the first', beside({ used: '1d' }, idle), 'DEACTIVATE OWN policy: idle-key'],
    ['is asked about before that', beside({ used: '1d' }, { ...idle, used: '89d 23h' }), 'ASK OWN: spare-key'],
    [
      'goes so though CloudTrail, which tells of 90 days, cannot say any more who made it',
      beside({ ...older, used: '1d' }, { created: '100d', warned: '10d', creator: 'unknown' }),
      'DEACTIVATE OWN policy: idle-key',
    ],
    [
      'is asked about as unexplained while CloudTrail should know',
      beside({ ...older, used: '1d' }, { created: '89d 23h', creator: 'unknown' }),
      'NOTHING: unexplained-key',
    ],
    [
      'goes so from the day on which it is idle',
      beside({ ...older, used: '1d' }, { created: '90d', creator: 'unknown' }),
      'WARN OWN policy: idle-key',
    ],
    [
      'stays while a person is known to have re-activated it',
      beside({ used: '1d' }, { ...idle, restarted: '89d 23h' }),
      'ASK OWN: spare-key',
    ],
  ]);
});

describe('a key from which a person went back', () => {
  const back = { id: 'BACK', created: '20d', stored: '20d', verified: '20d', promoted: '20d', told: '20d' } as const;
  const withBack = (key: KeyScene): Scene => ({
    ...beside({ used: '1d' }, {}),
    keys: [...(beside({ used: '1d' }, {}).keys ?? []).slice(0, 1), { ...back, ...key }],
  });
  decides([
    ['takes the slot, and says so', withBack({ undone: true }), 'NOTHING: undone-promotion'],
    ['is not promoted again', withBack({ undone: true, pending: true }), 'CLEAR BACK: pending-settled'],
    ['would be promoted but for that', withBack({ pending: true }), 'PROMOTE BACK: verified-not-promoted'],
  ]);
});

it('the days since the last use of a key in the way are among the facts, where any is known', () => {
  expect(planFor(beside({ used: '1d' }, { created: '99d', used: '30d' })).facts).toMatchObject({ lastUsedDays: 30 });
  expect(planFor(beside({ used: '1d' }, { created: '80d' })).facts).not.toHaveProperty('lastUsedDays');
});
