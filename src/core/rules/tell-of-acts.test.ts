import { describe } from 'vitest';
import { decides, removable, replaced } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';

describe('the owner of a key that keyturn deactivated', () => {
  const tell = 'TELL_DEACTIVATED OLD: deactivated';
  const done = 'DELETE OLD predecessor: recovery-over';
  const off = { deactivated: '30d' } as const;
  decides([
    ['is told', removable({ old: off }), tell],
    ['is told at once', removable({ old: { deactivated: '0s' } }), tell],
    ['is told once', removable({ old: { ...off, deactivationTold: '30d' } }), done],
    ['is told of each deactivation', removable({ old: { ...off, deactivationTold: '30d 1s' } }), tell],
    [
      'is left in peace while mails fail, and so is the key',
      removable({ old: { ...off, tries: 1, lastTry: '17h' } }),
      'NOTHING: waiting-recovery',
    ],
    ['is told again a day after a failure', removable({ old: { ...off, tries: 1, lastTry: '18h' } }), tell],
    [
      'is not told while the note is ahead of our clock: he would be told again',
      removable({ old: { deactivated: '+5m' } }),
      done,
    ],
    ['is not told of what another hand did', removable(), done],
    [
      'is not told while the key is active again',
      replaced({ old: { deactivated: '20m', inactiveSince: '20m' } }),
      'NOTHING: waiting-recovery',
    ],
    [
      'hears of it before the policy’s key goes',
      { keys: [{ id: 'OLD', inactive: true, inactiveSince: '1d', warned: '8d', deactivated: '1d' }], secret: {} },
      tell,
    ],
  ]);
});

describe('the owner of a key that a person re-activated', () => {
  const tell = 'TELL_REACTIVATED OLD: human-reactivated';
  const done = 'DEACTIVATE OLD predecessor: successor-adopted';
  const back = { restarted: '30d', reactivated: '30d', used: '31d' } as const;
  const old = (more: object) => replaced({ old: { ...back, ...more } });
  decides([
    ['is told', old({}), tell],
    ['is told once', old({ reactivationTold: '30d' }), done],
    [
      'is not told while the note is ahead of our clock, and no time to install runs',
      old({ reactivated: '+5m' }),
      'NOTHING: not-told',
    ],
    ['is told of each re-activation', old({ reactivationTold: '30d 1s' }), tell],
    [
      'is not told while mails fail, and no time to install runs',
      old({ tries: 1, lastTry: '17h' }),
      'NOTHING: not-told',
    ],
    [
      'is not told of a key that is inactive now',
      removable({ old: { ...back, inactiveSince: '20d' } }),
      'DELETE OLD predecessor: recovery-over',
    ],
    [
      'has the whole grace from the telling on',
      old({ reactivationTold: '9d 17h 59m', warned: '9d' }),
      'NOTHING: waiting-warning',
    ],
    ['loses the key when it is over', old({ reactivationTold: '9d 18h', warned: '9d' }), done],
    [
      'is warned anew after the telling',
      old({ reactivationTold: '9d 18h', warned: '10d' }),
      'WARN OLD predecessor: grace-ending',
    ],
    ['is told though the notes tell of no restart', replaced({ old: { reactivated: '30d' } }), tell],
  ]);
});

describe('the owner of a key to which a person went back', () => {
  const tell = 'TELL_REACTIVATED OLD: went-back';
  const stands = 'NOTHING: undone-promotion';
  const stored = { stored: '100d', verified: '100d', promoted: '100d', told: '100d' } as const;
  const wentBack = (old: KeyScene = {}, from: KeyScene = {}): Scene =>
    replaced({
      old: { ...stored, warned: undefined, ...old },
      new: { created: '5d', stored: '5d', verified: '5d', promoted: '5d', told: '5d', undone: true, ...from },
      secret: { current: 'OLD' },
    });
  decides([
    ['is told', wentBack({ reactivated: '1h' }), tell],
    ['is told where that is all that the labels say', wentBack(), tell],
    ['is told at once', wentBack({ reactivated: '0s' }), tell],
    ['is not told while the note is ahead of our clock', wentBack({ reactivated: '+5m' }), stands],
    ['is told once', wentBack({ reactivated: '2h', reactivationTold: '1h' }), stands],
    ['is told once, in the same moment', wentBack({ reactivated: '2h', reactivationTold: '2h' }), stands],
    ['is told of each time', wentBack({ reactivated: '2h', reactivationTold: '2h 1ms' }), tell],
    ['was told where the time itself was lost', wentBack({ reactivationTold: '5d' }), stands],
    ['was told though our clock is five minutes behind', wentBack({ reactivationTold: '5d 5m' }), stands],
    ['was not told before the other key worked', wentBack({ reactivationTold: '5d 5m 1ms' }), tell],
    [
      'was not told of it before the other key worked',
      wentBack({ reactivated: '6d', reactivationTold: '5d 23h' }),
      tell,
    ],
    [
      'is not told where the other key never worked',
      wentBack({ reactivated: '2h', reactivationTold: '1h' }, { verified: undefined }),
      stands,
    ],
    ['is not told of a key that is off', wentBack({ inactive: true }), 'NOTHING: current-unusable'],
    ['is left in peace while mails fail', wentBack({ tries: 1, lastTry: '17h' }), stands],
    ['hears nothing of another key', wentBack({}, { undone: undefined }), 'ASK OLD: spare-key'],
    ['hears nothing where it is of another key', wentBack({}, { replaces: 'OLDER' }), stands],
    [
      'hears nothing of a key that went back from itself',
      wentBack({ undone: true, replaces: 'OLD' }, { undone: undefined }),
      stands,
    ],
  ]);
});

describe('a telling that the dates of the secret contradict', () => {
  const told = (ago: string, verified = '5d') => replaced({ new: { told: ago, verified } });
  decides([
    ['is not repeated for 5 days 23 hours 59 minutes', told('5d 23h 59m'), 'NOTHING: told-again'],
    ['is repeated after 6 days', told('6d'), 'TELL NEW: successor-ready'],
    ['is none where the two clocks differ by five minutes', told('5d 5m'), 'WARN OLD predecessor: grace-ending'],
    ['is one beyond that', told('5d 5m 1ms'), 'NOTHING: told-again'],
    [
      'is reported though the old key is gone',
      {
        keys: [{ id: 'NEW', created: '20d', stored: '20d', verified: '1d', promoted: '20d', told: '3d' }],
        secret: { current: 'NEW' },
      },
      'NOTHING: told-again',
    ],
    [
      'is no matter while a replica is behind',
      replaced({ new: { told: '5d 1h', verified: '5d' }, secret: { replicas: 'behind' } }),
      'NOTHING: replicas-behind',
    ],
  ]);
});
