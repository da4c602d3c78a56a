import { describe } from 'vitest';
import { decides } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';

const due: KeyScene = { id: 'DUE', created: '100d', used: '1d' };
const denied = (count: number, last: string): NonNullable<Scene['secret']> => ({ denied: { count, last } });
const takenBack = { ...denied(1, '1d'), deletion: '+29d' };

describe('a user whom AWS denied a new key', () => {
  const rest = 'NOTHING: key-denied';
  const again = 'ROTATE DUE: key-due';
  decides([
    ['is tried again by the next run after the first time', { keys: [due], secret: denied(1, '1h') }, again],
    ['rests after the second', { keys: [due], secret: denied(2, '1h') }, rest],
    ['rests for seven days, less what a run may be early', { keys: [due], secret: denied(2, '6d 17h') }, rest],
    ['is tried again then', { keys: [due], secret: denied(2, '6d 18h') }, again],
    [
      'does not rest for a moment that a stranger put into the future',
      { keys: [due], secret: denied(2, '+2d') },
      again,
    ],
    ['rests though the clocks differ', { keys: [due], secret: denied(2, '+1h') }, rest],
    ['is tried when a person asks', { keys: [due], secret: denied(2, '1h'), forced: true }, again],
  ]);
});

describe('an empty secret that was taken back', () => {
  const restored = 'RESTORE_SECRET: secret-scheduled-for-deletion';
  decides([
    ['comes back by a rotation alone', { keys: [due], secret: takenBack }, 'ROTATE DUE: key-due'],
    [
      'stays away while its user rests',
      { keys: [due], secret: { ...takenBack, ...denied(2, '1d') } },
      'NOTHING: key-denied',
    ],
    ['stays away while nothing is due', { keys: [{ created: '3d' }], secret: takenBack }, 'NOTHING: fresh'],
    [
      'comes back for anything that must be noted on it',
      { keys: [due, { id: 'IDLE', inactive: true, inactiveSince: '9d' }], secret: takenBack },
      restored,
    ],
    ['is none that a person scheduled for deletion', { keys: [due], secret: { deletion: '+29d' } }, restored],
    [
      'is none in which a key was ever stored',
      { keys: [due, { id: 'NEW', gone: true, stored: '30d' }], secret: takenBack },
      restored,
    ],
    ['is none that names a key', { keys: [due], secret: { ...takenBack, current: 'unknown' } }, restored],
    ['waits for a claim that lasts', { keys: [due], secret: { ...takenBack, claim: 'busy' } }, 'NOTHING: busy'],
  ]);
});

describe('an account in which AWS denies new keys', () => {
  const rest = { allowance: 'keys-denied' } as const;
  decides([
    ['gets no new key', { keys: [due], ...rest }, 'NOTHING: keys-denied'],
    ['gets none for an empty secret', { keys: [due], secret: takenBack, ...rest }, 'NOTHING: keys-denied'],
    [
      'leaves everything else to be done',
      { keys: [due], secret: { deletion: '+29d' }, ...rest },
      'RESTORE_SECRET: secret-scheduled-for-deletion',
    ],
  ]);
});
