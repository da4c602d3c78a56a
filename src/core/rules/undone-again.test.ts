import { describe, expect, it } from 'vitest';
import { type DecisionRow, decides, planFor, replaced } from '../../../test/support/decide.ts';
import type { Scene } from '../../../test/support/observation.ts';
import { explain } from '../reasons.ts';

/** Counted so far: what is being undone at this moment is counted when it is mended. */
const undone = (scene: Scene, what: string, count: number, last = '1h'): Scene => ({
  ...scene,
  undone: [what, count, last],
});

const often = 'NOTHING: undone-again';

describe('an old key that is re-activated each time', () => {
  const old = (count: number, last?: string): Scene => undone(replaced(), 'DEACTIVATE_OLD', count, last);
  const done = 'DEACTIVATE OLD predecessor: successor-adopted';
  decides([
    ['is deactivated again after the second time', old(2), done],
    ['stays from the third time on', old(3), often],
    ['stays for ever: three undoings do not lapse', old(3, '400d'), often],
    [
      'is not warned of either from the third time on',
      undone(replaced({ old: { warned: undefined } }), 'DEACTIVATE_OLD', 3),
      often,
    ],
    ['is another key than one that was re-activated before', undone(replaced(), 'DEACTIVATE_OLDER', 3), done],
  ]);
});

describe('a key that a policy deactivates and somebody re-activates', () => {
  const two: Scene = {
    keys: [
      { id: 'IDLE', created: '400d', used: '200d', warned: '10d' },
      { id: 'USED', created: '300d', used: '1d' },
    ],
    secret: {},
  };
  decides([
    [
      'is deactivated again after the second time',
      undone(two, 'DEACTIVATE_IDLE', 2),
      'DEACTIVATE IDLE policy: idle-key',
    ],
    ['stays from the third time on', undone(two, 'DEACTIVATE_IDLE', 3), often],
  ]);
});

/** Each mending but the last counts: the third change is the first that is left as it is. */
const mended = (scene: Scene, what: string, mending: string): readonly DecisionRow[] => [
  ['is mended the first time', scene, mending],
  ['is mended the second time', undone(scene, what, 1), mending],
  ['is left to a person the third time', undone(scene, what, 2), often],
  ['is a third time 90 days after the second', undone(scene, what, 2, '90d'), often],
  ['is a first time more than 90 days after the second', undone(scene, what, 2, '90d 1ms'), mending],
  ['stays with a person once it came to three', undone(scene, what, 3, '400d'), often],
];

describe('a resource policy that is changed each time', () => {
  const changed = replaced({ secret: { policy: 'changed' } });
  decides(mended(changed, 'REPAIR_POLICY', 'REPAIR_POLICY NEW: policy-changed'));
});

describe('a secret that is scheduled for deletion each time', () => {
  const scheduled = replaced({ secret: { deletion: '+6d' } });
  decides(mended(scheduled, 'RESTORE_SECRET', 'RESTORE_SECRET: secret-scheduled-for-deletion'));
});

describe('a new key that is deleted each time', () => {
  /** AWSCURRENT names NEW, which somebody deleted. */
  const lost: Scene = {
    keys: [
      { id: 'DUE', created: '100d', used: '1d' },
      { id: 'NEW', gone: true, stored: '3d', verified: '3d', replaces: 'DUE' },
    ],
    secret: { current: 'NEW' },
  };
  decides(mended(lost, 'ROTATE', 'ROTATE DUE: key-due'));
  decides([
    ['is made all the same for who asks for it', { ...undone(lost, 'ROTATE', 3), forced: true }, 'ROTATE DUE: key-due'],
    [
      'was not deleted now, where AWSCURRENT names another',
      undone({ ...lost, secret: { current: 'placeholder' } }, 'ROTATE', 2),
      'ROTATE DUE: key-due',
    ],
    [
      'was not deleted now, where the one it replaced is gone too',
      undone(
        {
          ...lost,
          keys: [
            { id: 'DUE', created: '100d', used: '1d' },
            { id: 'NEW', gone: true, replaces: 'OLDER' },
          ],
        },
        'ROTATE',
        2,
      ),
      'ROTATE DUE: key-due',
    ],
  ]);
});

it.each([
  [replaced({ secret: { policy: 'changed' } }), 'REPAIR_POLICY', /^the secret's resource policy was undone 3 times/],
  [
    replaced({ secret: { deletion: '+6d' } }),
    'RESTORE_SECRET',
    /^the secret, which is scheduled for deletion again,? was/,
  ],
  [{ keys: [{ created: '100d', used: '1d' }], secret: {} }, 'ROTATE', /^the new key was undone 3 times/],
] as const)('what was undone is said: %#', (scene, what, words) => {
  const { reason, facts } = planFor(undone(scene, what, what === 'ROTATE' ? 3 : 2));
  expect(explain(reason, facts)).toMatch(words);
});

it('what was undone is named', () => {
  const { facts } = planFor({ ...replaced(), undone: ['DEACTIVATE_OLD', 3] });
  expect(facts).toEqual({ what: 'the deactivation of key OLD', count: 3 });
});
