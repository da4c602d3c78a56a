import { describe } from 'vitest';
import { decides, replaced } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';

const promoted = (key: KeyScene, secret: Scene['secret'] = {}): Scene => replaced({ new: key, secret });
const untold = (key: KeyScene, secret: Scene['secret'] = {}): Scene => promoted({ told: undefined, ...key }, secret);
describe('a promoted key', () => {
  decides([
    [
      'has the moment of its promotion noted first',
      untold({ promoted: undefined }),
      'NOTE NEW promotedAt: time-not-noted',
    ],
    [
      'has the policy of its secret repaired before its owner is sent to read it',
      untold({}, { policy: 'changed' }),
      'REPAIR_POLICY NEW: policy-changed',
    ],
    ['has its owner told', untold({}), 'TELL NEW: successor-ready'],
    [
      'waits for the replicas before its owner is told: one may read there',
      untold({}, { replicas: 'behind' }),
      'NOTHING: replicas-behind',
    ],
    [
      'has its owner told when the replicas are in sync',
      untold({}, { replicas: 'in-sync' }),
      'TELL NEW: successor-ready',
    ],
    ['is never told of before it worked once', untold({ verified: undefined }), 'NOTHING: current-unverified'],
    [
      'has its owner told again when the note is older than its verdict',
      promoted({ told: '40d 5m 1s' }),
      'TELL NEW: successor-ready',
    ],
    [
      'was told of though our clock is five minutes behind',
      promoted({ told: '40d 5m' }),
      'DEACTIVATE OLD predecessor: successor-adopted',
    ],
    ['is told of by a clock five minutes behind its verdict', untold({ verified: '+5m' }), 'TELL NEW: successor-ready'],
    [
      'is not told of by a clock further behind: its note would not count, and the owner be told again',
      untold({ verified: '+6m' }),
      'NOTHING: not-told',
    ],
    [
      'that somebody switched off is not told of',
      untold({ inactive: true, promoted: undefined }),
      'NOTHING: successor-inactive',
    ],
  ]);
});

describe('an owner who could not be told', () => {
  decides([
    [
      'is tried at once after a try that was not counted',
      untold({ tries: 0, lastTry: '1m' }),
      'TELL NEW: successor-ready',
    ],
    [
      'is tried at once after a try that was not counted, whatever its date',
      untold({ tries: 0, lastTry: '+7h' }),
      'TELL NEW: successor-ready',
    ],
    ['is left in peace for most of a day', untold({ tries: 1, lastTry: '17h 59m' }), 'NOTHING: not-told'],
    ['is tried again after a day', untold({ tries: 1, lastTry: '18h' }), 'TELL NEW: successor-ready'],
    ['is left in peace for most of two days', untold({ tries: 2, lastTry: '1d 17h 59m' }), 'NOTHING: not-told'],
    ['is tried again after two days', untold({ tries: 2, lastTry: '1d 18h' }), 'TELL NEW: successor-ready'],
    ['is left in peace for most of four days', untold({ tries: 3, lastTry: '3d 17h 59m' }), 'NOTHING: not-told'],
    ['is tried again after four days', untold({ tries: 3, lastTry: '3d 18h' }), 'TELL NEW: successor-ready'],
    ['is left in peace for most of a week', untold({ tries: 4, lastTry: '6d 17h 59m' }), 'NOTHING: not-told'],
    ['is tried again after a week', untold({ tries: 4, lastTry: '6d 18h' }), 'TELL NEW: successor-ready'],
    ['is tried every week for ever', untold({ tries: 40, lastTry: '6d 18h' }), 'TELL NEW: successor-ready'],
    ['is tried when the count of tries is lost', untold({ lastTry: '1h' }), 'TELL NEW: successor-ready'],
    ['is tried when the time of the last try is lost', untold({ tries: 9 }), 'TELL NEW: successor-ready'],
  ]);
});
