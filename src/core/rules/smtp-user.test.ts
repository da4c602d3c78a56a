import { describe } from 'vitest';
import { decides, removable, replaced } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';

const old = (successor: KeyScene = {}, more: Scene = {}): Scene =>
  replaced({ ...more, new: successor, sendsBySmtp: true });

const stays = 'ASK OLD: smtp-user';
const goes = 'DEACTIVATE OLD predecessor: successor-adopted';

describe('an old key of a user who sends by SMTP', () => {
  decides([
    ['stays, and a person is asked, though the new key was read', old({ used: '40d' }), stays],
    ['stays where the use may have been our own', old({ used: '39d 23h 30m' }), stays],
    ['goes when the new key was used half an hour after our own read', old({ used: '39d 23h 29m' }), goes],
    [
      'stays without a use of the new key, whatever was set',
      old({ used: undefined }),
      stays,
      { datelessKeys: 'quiet' },
    ],
    ['stays on schedule, too', old({ used: '40d' }), stays, { retirement: 'on-schedule' }],
    [
      'is deleted in time where a person deactivated it',
      removable({ sendsBySmtp: true }),
      'DELETE OLD predecessor: recovery-over',
    ],
    ['is waited for in the grace', old({ told: '2d', used: '40d' }), 'NOTHING: waiting-install'],
  ]);
});

describe('a key of a user who sends by SMTP that a policy would retire', () => {
  const idle: Scene = {
    keys: [
      { id: 'IDLE', created: '300d', used: '200d', warned: '10d' },
      { id: 'USED', created: '200d', used: '1d' },
    ],
    secret: {},
    sendsBySmtp: true,
  };
  const sole: Scene = { keys: [{ id: 'SOLE', created: '300d', warned: '10d' }], secret: {}, sendsBySmtp: true };
  decides([
    ['stays, though idle', idle, 'ASK IDLE: smtp-user'],
    ['stays, though never used', sole, 'ASK SOLE: smtp-user', { unusedKeys: 'retire' }],
  ]);
});
