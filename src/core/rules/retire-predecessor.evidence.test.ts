import { describe } from 'vitest';
import { decides, replaced } from '../../../test/support/decide.ts';

const done = 'DEACTIVATE OLD predecessor: successor-adopted';
const onSchedule = { retirement: 'on-schedule' } as const;

describe('when-quiet: a key in use', () => {
  const asked = { reminded: '1d' } as const;
  decides([
    ['13 days and 23 hours ago is not deactivated', replaced({ old: { used: '13d 23h' } }), 'NOTHING: still-used'],
    ['14 days ago, and warned of after that, is deactivated', replaced({ old: { used: '14d', warned: '10d' } }), done],
    [
      'as long ago as the settings say is quiet',
      replaced({ old: { used: '29d' } }),
      'NOTHING: still-used',
      { quietDays: 30 },
    ],
    [
      'an hour ago is not even warned of',
      replaced({ old: { used: '1h', warned: undefined, ...asked } }),
      'NOTHING: still-used',
    ],
    ['by a record from the future is in use', replaced({ old: { used: '+1h', ...asked } }), 'NOTHING: still-used'],
  ]);
});

describe('when-quiet: the owner of a key in use after its grace', () => {
  decides([
    ['is reminded', replaced({ old: { used: '1h' } }), 'REMIND OLD: old-key-in-use'],
    ['is reminded of a use 2 days 23 hours ago', replaced({ old: { used: '2d 23h' } }), 'REMIND OLD: old-key-in-use'],
    ['is not reminded of a use 3 days ago', replaced({ old: { used: '3d' } }), 'NOTHING: still-used'],
    [
      'is not reminded twice in 6 days 17 hours',
      replaced({ old: { used: '1h', reminded: '6d 17h' } }),
      'NOTHING: still-used',
    ],
    [
      'is reminded again after 6 days 18 hours',
      replaced({ old: { used: '1h', reminded: '6d 18h' } }),
      'REMIND OLD: old-key-in-use',
    ],
    [
      'is not reminded while mails fail',
      replaced({ old: { used: '1h', tries: 1, lastTry: '1h' } }),
      'NOTHING: still-used',
    ],
    [
      'is reminded from the end of the grace on',
      replaced({ old: { used: '1h' }, new: { verified: '9d 18h', told: '9d 18h', promoted: '9d 18h' } }),
      'REMIND OLD: old-key-in-use',
    ],
    [
      'is not reminded before the grace is over',
      replaced({ old: { used: '1h' }, new: { verified: '9d 17h', told: '9d 17h' } }),
      'NOTHING: still-used',
    ],
  ]);
});

describe('on-schedule: a key in use', () => {
  const used = { used: '1h', warnedAnyway: true } as const;
  decides([
    ['is deactivated to the day', replaced({ old: used }), done, onSchedule],
    [
      'is warned of though it is used',
      replaced({ old: { used: '1h', warned: undefined } }),
      'WARN OLD predecessor: grace-ending',
      onSchedule,
    ],
    [
      'that a person re-activated in this cycle stays',
      replaced({ old: { used: '1h', restarted: '39d', reminded: '1d' } }),
      'NOTHING: still-used',
      onSchedule,
    ],
    ['that a person re-activated is deactivated once quiet', replaced({ old: { restarted: '39d' } }), done, onSchedule],
    [
      'that a person re-activated is warned of after its last use',
      replaced({ old: { restarted: '39d', used: '20d', warned: '21d' } }),
      'WARN OLD predecessor: grace-ending',
      onSchedule,
    ],
    [
      'is deactivated though a repair fell on the very verdict',
      replaced({ old: { ...used, restarted: '40d' } }),
      done,
      onSchedule,
    ],
    [
      'is deactivated though its own secret was repaired while it was the current one',
      replaced({ old: { ...used, restarted: '60d' } }),
      done,
      onSchedule,
    ],
  ]);
});

describe('a successor that could not be read-tested', () => {
  const restricted = { readByOwner: false, verified: '40d' } as const;
  const waits = 'NOTHING: not-adopted';
  decides([
    ['retires nothing before its owner used it', replaced({ new: { ...restricted, used: undefined } }), waits],
    ['retires nothing by our own use of it', replaced({ new: { ...restricted, used: '39d 23h 30m' } }), waits],
    [
      'is adopted by a use more than 30 minutes after ours',
      replaced({ new: { ...restricted, used: '39d 23h 29m' } }),
      done,
    ],
    ['retires nothing to the day either', replaced({ new: { ...restricted, used: undefined } }), waits, onSchedule],
    [
      'has its owner reminded while the old key is used',
      replaced({ old: { used: '1h' }, new: { ...restricted, used: undefined } }),
      'REMIND OLD: not-adopted',
    ],
  ]);
});
