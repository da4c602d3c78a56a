import { describe } from 'vitest';
import { decides, replaced } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';

/** OLD has no date; what shows whether that means anything is the row's. */
const dateless = (successor: KeyScene = {}, old: KeyScene = {}): Scene =>
  replaced({ old: { used: undefined, ...old }, new: successor });

const stays = 'ASK OLD: usage-unknown';
const goes = 'DEACTIVATE OLD predecessor: successor-adopted';

describe('an old key without a last-use date', () => {
  decides([
    ['is quiet where the successor shows a use', dateless(), goes],
    ['is quiet where our own read of the successor shows', dateless({ used: '40d', usedBy: 'secretsmanager' }), goes],
    ['stays, and a person is asked, where the successor shows none', dateless({ used: undefined }), stays],
    ['stays where it shows one of sts alone', dateless({ usedBy: 'sts' }), stays],
    ['is not warned of either', dateless({ used: undefined }, { warned: undefined }), stays],
    ['is warned of where one shows', dateless({}, { warned: undefined }), 'WARN OLD predecessor: grace-ending'],
    ['is asked about once in 14 days', dateless({ used: undefined }, { asked: '13d 17h' }), 'NOTHING: usage-unknown'],
    ['is asked about again then', dateless({ used: undefined }, { asked: '13d 18h' }), stays],
    [
      'is waited for in its grace',
      dateless({ told: '2d', used: undefined }, { warned: undefined }),
      'NOTHING: waiting-install',
    ],
    ['goes by datelessKeys: quiet', dateless({ used: undefined }), goes, { datelessKeys: 'quiet' }],
    [
      'goes on schedule, whoever uses it',
      dateless({ used: undefined }, { warnedAnyway: true }),
      goes,
      { retirement: 'on-schedule' },
    ],
    [
      'stays on schedule, too, where a person took it back',
      dateless({ used: undefined }, { warned: '10d', restarted: '30d' }),
      stays,
      { retirement: 'on-schedule' },
    ],
    [
      'that a person deactivates goes on to its deletion',
      dateless({ used: undefined }, { inactive: true }),
      'NOTE OLD inactiveSince: time-not-noted',
    ],
    [
      'is no answer to who asks for a new key, but what to do is said',
      { ...dateless({ used: undefined }, { asked: '1d' }), forced: true },
      'NOTHING: usage-unknown',
    ],
  ]);
});

describe('a use shows that IAM records this user', () => {
  const ages = { created: '60d', stored: '40d', verified: '40d' };
  decides([
    ['on the day of the stored version', dateless({ ...ages, used: '40d' }), goes],
    ['five minutes before it, by the clock of IAM', dateless({ ...ages, used: '40d 5m' }), goes],
    ['no longer before it', dateless({ ...ages, used: '40d 5m 1s' }), stays],
  ]);
  const young = (stored: string): Scene =>
    dateless({ ...{ created: stored, stored, verified: stored, promoted: stored, told: stored }, used: '1h' });
  const short = { installGraceDays: 1, warnDays: 1, quietDays: 1 } as const;
  decides([
    ['once the stored version is 72 hours old', young('72h'), 'WARN OLD predecessor: grace-ending', short],
    ['not before', young('71h'), stays, short],
  ]);
});

describe('an old key with a last-use date', () => {
  decides([
    ['is judged by it, whatever the successor shows', replaced({ new: { used: undefined } }), goes],
    ['of whatever service', replaced({ old: { usedBy: 'sts' }, new: { used: undefined } }), goes],
    ['is kept by it', replaced({ old: { used: '5d' }, new: { used: undefined } }), 'NOTHING: still-used'],
  ]);
});

describe('an idle second key without a last-use date', () => {
  const two = (inUse: KeyScene, warned: string | undefined = '10d'): Scene => ({
    keys: [
      { id: 'IDLE', created: '300d', warned },
      { id: 'USED', created: '200d', used: '1d', ...inUse },
    ],
    secret: {},
  });
  decides([
    ['goes where the other shows a use', two({}), 'DEACTIVATE IDLE policy: idle-key'],
    ['stays where it shows one of sts alone', two({ usedBy: 'sts' }), 'ASK IDLE: usage-unknown'],
    ['is not warned of then', two({ usedBy: 'sts' }, undefined), 'ASK IDLE: usage-unknown'],
    [
      'goes by datelessKeys: quiet',
      two({ usedBy: 'sts' }),
      'DEACTIVATE IDLE policy: idle-key',
      { datelessKeys: 'quiet' },
    ],
  ]);
});

describe('a key of ours without a last-use date, whose owner uses a newer one of his own', () => {
  const left = (own: KeyScene): Scene => ({
    keys: [
      {
        id: 'OURS',
        ...{ created: '120d', stored: '120d', verified: '120d', promoted: '120d', told: '120d', read: '100d' },
        warned: '10d',
      },
      { id: 'OWN', created: '60d', used: '1d', ...own },
    ],
    secret: { current: 'OURS' },
  });
  decides([
    ['goes where his shows a use', left({}), 'DEACTIVATE OURS policy: own-key-in-use'],
    ['stays where it shows one of sts alone', left({ usedBy: 'sts' }), 'ASK OURS: usage-unknown'],
  ]);
});

describe('a sole key without a last-use date', () => {
  const sole: Scene = { keys: [{ id: 'SOLE', created: '300d', warned: '10d' }], secret: {} };
  decides([
    [
      'goes by unusedKeys: retire, which takes it for unused',
      sole,
      'DEACTIVATE SOLE policy: unused-key',
      { unusedKeys: 'retire' },
    ],
  ]);
});
