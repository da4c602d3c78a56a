import { describe } from 'vitest';
import { decides, removable } from '../../../test/support/decide.ts';

const done = 'DELETE OLD predecessor: recovery-over';
const announce = 'ANNOUNCE OLD predecessor: recovery-ending';
const waits = 'NOTHING: waiting-recovery';
const none = { announced: undefined } as const;

describe('an inactive predecessor', () => {
  decides([
    ['is deleted after its recovery grace, announced', removable(), done],
    ['is deleted though the user has a third key', removable({ keys: [{ id: 'SPARE', inactive: true }] }), done],
    ['is kept while the successor is inactive', removable({ new: { inactive: true } }), 'NOTHING: no-active-key'],
    [
      'is kept while the successor is not verified',
      removable({ new: { verified: undefined } }),
      'NOTHING: current-unverified',
    ],
    ['is kept when the successor is gone', removable({ new: { gone: true } }), 'NOTHING: successor-gone'],
    [
      'is kept when somebody used it since',
      removable({ old: { used: '1h' } }),
      'NOTE OLD inactiveSince: time-not-noted',
    ],
  ]);
});

describe('the recovery grace of 10 days, less 6 hours of drift', () => {
  decides([
    ['holds for 9 days 17 hours 59 minutes', removable({ old: { inactiveSince: '9d 17h 59m' } }), waits],
    ['is over after 9 days 18 hours', removable({ old: { inactiveSince: '9d 18h' } }), done],
    [
      'counts from the deactivation, not from any creation',
      removable({ old: { created: '900d', inactiveSince: '1h', announced: undefined } }),
      waits,
    ],
    [
      'is as long as the settings say',
      removable({ old: { inactiveSince: '19d 17h', announcedFor: '+1h' } }),
      waits,
      { recoveryGraceDays: 20 },
    ],
  ]);
});

describe('the announcement of a deletion', () => {
  decides([
    [
      'is not due 2 days 17 hours 59 minutes into recovery',
      removable({ old: { ...none, inactiveSince: '2d 17h 59m' } }),
      waits,
    ],
    ['is due 2 days 18 hours into recovery', removable({ old: { ...none, inactiveSince: '2d 18h' } }), announce],
    [
      'is not due while the note is ahead of our clock: it would be announced again',
      removable({ old: { ...none, inactiveSince: '+5m' } }),
      waits,
      { recoveryGraceDays: 1, warnDays: 1, installGraceDays: 1 },
    ],
    ['is due however late it is', removable({ old: none }), announce],
    ['must be a day old', removable({ old: { announced: '23h 59m 59s' } }), waits],
    ['is old enough after a day', removable({ old: { announced: '24h' } }), done],
    ['of an earlier deactivation does not count', removable({ old: { announced: '30d 1s' } }), announce],
    ['at the very moment of the deactivation counts', removable({ old: { announced: '30d' } }), done],
    ['is not sent again within a day of a failure', removable({ old: { ...none, tries: 1, lastTry: '17h' } }), waits],
    ['is sent again a day after a failure', removable({ old: { ...none, tries: 1, lastTry: '18h' } }), announce],
  ]);
});

describe('of two predecessors', () => {
  const older = { id: 'OLDER', created: '220d', stored: '220d', verified: '220d', inactive: true } as const;
  decides([
    [
      'one can be deleted while the other waits for a slot',
      removable({
        old: { inactive: undefined, inactiveSince: undefined },
        keys: [{ ...older, inactiveSince: '30d', announced: '5d' }],
      }),
      'DELETE OLDER predecessor: recovery-over',
    ],
    [
      'both may wait, with the reason of the first',
      removable({
        old: { inactiveSince: '1d', announced: undefined, used: '2d' },
        keys: [{ ...older, inactiveSince: '2d' }],
      }),
      waits,
    ],
    [
      'a key that was given up is none',
      removable({ new: { replaces: undefined }, old: { stored: '130d', abandoned: '130d' } }),
      'NOTHING: fresh',
    ],
  ]);
});
