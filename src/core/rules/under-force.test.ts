import { describe, expect, it } from 'vitest';
import { decides, planFor, removable, replaced } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';

const forced = (scene: Scene): Scene => ({ ...scene, forced: true });
const none = 'NOTHING: no-free-slot';
const stored = { stored: '140d', verified: '140d', promoted: '140d', told: '140d' } as const;
const young = { verified: '1d', promoted: '1d', told: '1d' } as const;
const idle: Scene = {
  keys: [
    { id: 'IDLE', created: '400d', used: '200d', warned: '10d' },
    { id: 'USED', created: '300d', used: '1d' },
  ],
  secret: {},
};

describe('who asks for a new key where two stand', () => {
  decides([
    ['is not answered with a deactivation', forced(replaced()), none],
    ['nor with one by policy', forced(idle), none],
    ['nor with a warning', forced(replaced({ old: { warned: undefined } })), none],
    ['nor with an announcement', forced(removable({ old: { announced: undefined } })), none],
    ['nor with a reminder', forced(replaced({ old: { used: '1h' } })), none],
    ['nor with a mail about the last key', forced(replaced({ new: { told: undefined } })), none],
    ['nor with a note of an inactive key', forced(removable({ old: { inactiveSince: undefined } })), none],
    [
      'nor with a question',
      forced({ ...idle, keys: [{ ...idle.keys?.[0], used: '80d' }, { ...idle.keys?.[1] }] }),
      none,
    ],
    ['nor with the date of an installation', forced(replaced({ old: { warned: undefined }, new: young })), none],
    ['nor with that of a deactivation', forced(replaced({ old: { warned: '1d' } })), none],
    ['nor with that of a deletion', forced(removable({ old: { announced: '1h' } })), none],
    [
      'nor with that of a policy',
      forced({ ...idle, keys: [{ ...idle.keys?.[0], warned: '1d' }, { ...idle.keys?.[1] }] }),
      none,
    ],
    ['nor with the use of the old key', forced(replaced({ old: { used: '5d' } })), none],
    ['nor with how late all this is', forced(replaced({ old: { used: '5d' }, new: { created: '95d' } })), none],
  ]);

  it.each([
    ['OLD', replaced()],
    ['OLD', replaced({ old: { used: '5d' } })],
    ['OLD', removable({ old: { announced: '1h' } })],
    ['IDLE', { ...idle, keys: [{ ...idle.keys?.[0], warned: '1d' }, { ...idle.keys?.[1] }] }],
    ['OLD', replaced({ new: { told: undefined } })],
    [
      'EXTRA',
      {
        keys: [
          { id: 'OURS', created: '140d', used: '1h', ...stored },
          { id: 'EXTRA', created: '130d', used: '100d', warned: '1d' },
        ],
        secret: { current: 'OURS' },
      },
    ],
  ] as const)('reads that %s takes the slot', (key, scene) => {
    expect(planFor(forced(scene)).facts).toEqual({ key });
  });
});

const due = { id: 'DUE', created: '100d', used: '1d' } as const;
const givenUp = (key: KeyScene): Scene => ({
  keys: [due, { id: 'NEW', created: '5d', stored: '5d', pending: true, ...key }],
  secret: {},
});

describe('who asks for a new key reads what else is the matter', () => {
  decides([
    ['of three keys', forced(replaced({ keys: [{}] })), 'NOTHING: third-key'],
    [
      'of a new key that somebody switched off',
      forced(replaced({ new: { inactive: true } })),
      'NOTHING: successor-inactive',
    ],
    [
      'of new keys that never work',
      forced({ keys: [due], secret: { givenUp: { count: 2, last: '1d' } } }),
      'NOTHING: verification-keeps-failing',
    ],
  ]);
});

describe('who asks for a new key is answered with', () => {
  decides([
    [
      'what settles a key that was given up',
      forced(givenUp({ abandoned: '4d' })),
      'DEACTIVATE NEW abandoned: given-up',
    ],
    [
      'the note of when that one was switched off',
      forced(givenUp({ abandoned: '4d', inactive: true })),
      'NOTE NEW inactiveSince: time-not-noted',
    ],
    [
      'or of when one was whose secret was lost',
      forced({ keys: [due, { id: 'NEW', created: '5d', tombstone: '4d', inactive: true }], secret: {} }),
      'NOTE NEW inactiveSince: time-not-noted',
    ],
    ['what leads to it: a deletion', forced(removable()), 'DELETE OLD predecessor: recovery-over'],
    [
      'the note of a promotion, which goes before it',
      forced(replaced({ new: { promoted: undefined } })),
      'NOTE NEW promotedAt: time-not-noted',
    ],
    [
      'the secret, where that must be restored first',
      forced(replaced({ secret: { deletion: '+3d' } })),
      'RESTORE_SECRET: secret-scheduled-for-deletion',
    ],
    ['another worker, where one is at it', forced(replaced({ secret: { claim: 'busy' } })), 'NOTHING: busy'],
    ['the two keys that are in use', forced({ keys: [{ used: '1h' }, { used: '1h' }] }), 'NOTHING: two-keys-in-use'],
    ['the third key', forced(replaced({ keys: [{}] })), 'NOTHING: third-key'],
    [
      'the new key, where there is a slot, and not with a mail about the last',
      forced({
        keys: [{ id: 'NEW', created: '3d', stored: '3d', verified: '3d', promoted: '3d', read: '1d' }],
        secret: { current: 'NEW' },
      }),
      'ROTATE NEW: forced',
    ],
    [
      'the note of his only key, where that is inactive and on its way out',
      forced({ keys: [{ inactive: true }], secret: {} }),
      'NOTE K1 inactiveSince: time-not-noted',
      { inactiveKeys: 'delete' },
    ],
    [
      'the mail that his only key was deactivated or nothing: no key of his works',
      forced({ keys: [{ inactive: true, deactivated: '1d' }], secret: {} }),
      'NOTHING: no-active-key',
    ],
  ]);
});
