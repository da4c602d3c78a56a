import { describe } from 'vitest';
import { decides, replaced } from '../../../test/support/decide.ts';

const done = 'DEACTIVATE OLD predecessor: successor-adopted';

describe('an old key is deactivated', () => {
  decides([
    ['when its successor is in place, its owner told and warned, and it is quiet', replaced(), done],
    ['when IAM has no record of a use', replaced({ old: { used: undefined } }), done],
    ['when replicas are in sync', replaced({ secret: { replicas: 'in-sync' } }), done],
    [
      'also when it is an older key of ours that another key replaced before',
      replaced({ old: { stored: '130d', verified: '130d' }, new: { replaces: 'OLDER' } }),
      done,
    ],
  ]);
});

describe('an old key stays active', () => {
  decides([
    ['while its successor is not verified', replaced({ new: { verified: undefined } }), 'NOTHING: current-unverified'],
    ['while its successor is not stored', replaced({ new: { stored: undefined } }), 'NOTHING: current-unverified'],
    ['while its successor is inactive', replaced({ new: { inactive: true } }), 'NOTHING: successor-inactive'],
    ['while a replica is behind', replaced({ secret: { replicas: 'behind' } }), 'NOTHING: replicas-behind'],
    [
      'while its owner is not told',
      replaced({ new: { told: undefined, tries: 1, lastTry: '1h' } }),
      'NOTHING: not-told',
    ],
    ['while the user has a third key', replaced({ keys: [{ id: 'SPARE' }] }), 'NOTHING: third-key'],
    [
      'while the user has a third key, even an inactive one',
      replaced({ keys: [{ id: 'SPARE', inactive: true }] }),
      'NOTHING: third-key',
    ],
    [
      'when AWSCURRENT names another key than the one that replaced it',
      replaced({ secret: { current: 'placeholder' } }),
      'NOTHING: current-unusable',
    ],
    [
      'when nothing says that it was replaced',
      replaced({ new: { replaces: undefined, created: '80d' } }),
      'ASK OLD: spare-key',
    ],
    [
      'when it is ours but younger than AWSCURRENT',
      replaced({ old: { created: '39d', stored: '39d', verified: '39d' }, new: { replaces: undefined } }),
      'NOTHING: fresh',
    ],
    [
      'when it is ours but was created with AWSCURRENT',
      replaced({ old: { created: '40d', stored: '40d', verified: '40d' }, new: { replaces: undefined } }),
      'NOTHING: fresh',
    ],
  ]);
});
