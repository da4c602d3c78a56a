import { describe } from 'vitest';
import { decides, replaced } from '../../../test/support/decide.ts';

const done = 'DEACTIVATE OLD predecessor: successor-adopted';
/** NEW is as young as this test needs; OLD's warning is too old to be about it. */
const since = (time: string) => ({ stored: time, verified: time, promoted: time, told: time, created: time });

describe('the install grace of 10 days, less 6 hours of drift', () => {
  const warned = { warned: '9d' } as const;
  const none = { warned: undefined } as const;
  decides([
    [
      'has not begun to end 2 days 17 hours 59 minutes in',
      replaced({ old: none, new: since('2d 17h 59m') }),
      'NOTHING: waiting-install',
    ],
    [
      'is announced to end from 2 days 18 hours on',
      replaced({ old: none, new: since('2d 18h') }),
      'WARN OLD predecessor: grace-ending',
    ],
    [
      'holds for 9 days 17 hours 59 minutes',
      replaced({ old: warned, new: since('9d 17h 59m') }),
      'NOTHING: waiting-warning',
    ],
    ['is over after 9 days 18 hours', replaced({ old: warned, new: since('9d 18h') }), done],
    [
      'counts from the telling',
      replaced({ old: warned, new: { ...since('30d'), told: '9d 17h 59m' } }),
      'NOTHING: waiting-warning',
    ],
    [
      'counts from the promotion',
      replaced({ old: warned, new: { ...since('30d'), promoted: '9d 17h 59m' } }),
      'NOTHING: waiting-warning',
    ],
    [
      'counts from the verdict',
      replaced({ old: warned, new: { ...since('30d'), verified: '9d 17h 59m', told: '9d 17h 59m' } }),
      'NOTHING: waiting-warning',
    ],
    [
      'counts from the repair of the secret',
      replaced({ old: warned, new: { ...since('30d'), restarted: '9d 17h 59m' } }),
      'NOTHING: waiting-warning',
    ],
    [
      'is over 9 days 18 hours after the repair',
      replaced({ old: warned, new: { ...since('30d'), restarted: '9d 18h' } }),
      done,
    ],
    [
      'counts from a re-activation by a person',
      replaced({ old: { ...warned, restarted: '9d 17h 59m' }, new: since('30d') }),
      'NOTHING: waiting-warning',
    ],
    [
      'is over 9 days 18 hours after the re-activation',
      replaced({ old: { ...warned, restarted: '9d 18h' }, new: since('30d') }),
      done,
    ],
    [
      'is as long as the settings say',
      replaced({ old: { ...warned, warnedFor: '+1m' }, new: since('19d 17h 59m') }),
      'NOTHING: waiting-warning',
      { installGraceDays: 20 },
    ],
  ]);
});

describe('the warning, 7 days ahead less 6 hours of drift', () => {
  decides([
    [
      'is due when all else is in order',
      replaced({ old: { warned: undefined } }),
      'WARN OLD predecessor: grace-ending',
    ],
    [
      'is waited for, for 6 days 17 hours 59 minutes',
      replaced({ old: { warned: '6d 17h 59m' } }),
      'NOTHING: waiting-warning',
    ],
    ['is long enough ago after 6 days 18 hours', replaced({ old: { warned: '6d 18h' } }), done],
    [
      'does not count when it is older than the telling',
      replaced({ old: { warned: '40d 1s', warnedFor: '30d', used: '50d' } }),
      'WARN OLD predecessor: grace-ending',
    ],
    [
      'counts from the very moment of the telling',
      replaced({ old: { warned: '40d', warnedFor: '30d', used: '50d' } }),
      done,
    ],
    [
      'does not count when the key was used after it',
      replaced({ old: { warned: '30d 1s' } }),
      'WARN OLD predecessor: grace-ending',
    ],
    ['counts when the last use was the moment before', replaced({ old: { warned: '30d' } }), done],
    [
      'is not sent again within a day of a failure',
      replaced({ old: { warned: undefined, tries: 1, lastTry: '17h' } }),
      'NOTHING: waiting-warning',
    ],
    [
      'is sent again a day after a failure',
      replaced({ old: { warned: undefined, tries: 1, lastTry: '18h' } }),
      'WARN OLD predecessor: grace-ending',
    ],
    [
      'is not sent while the telling is ahead of our clock: it would be sent again',
      replaced({ old: { warned: undefined }, new: { told: '+5m' } }),
      'NOTHING: waiting-warning',
      { installGraceDays: 1, warnDays: 1 },
    ],
    [
      'is as early as the settings say',
      replaced({ old: { warned: '8d 17h', warnedFor: '+1h' } }),
      'NOTHING: waiting-warning',
      { warnDays: 9 },
    ],
  ]);
});
