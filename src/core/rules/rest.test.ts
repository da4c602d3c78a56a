import { describe, expect, it } from 'vitest';
import { decides, planFor } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';

/** NEW is the one key left, promoted 3 days ago; its owner is not told. */
const only = (key: KeyScene, secret: Scene['secret'] = {}): Scene => ({
  keys: [{ id: 'NEW', created: '3d', stored: '3d', verified: '3d', promoted: '3d', ...key }],
  secret: { current: 'NEW', ...secret },
});

const beside = (key: KeyScene): Scene => ({ ...only(key), keys: [...(only(key).keys ?? []), { created: '2d' }] });

describe('nothing to do', () => {
  decides([
    ['for a user without keys', {}, 'NOTHING: no-keys'],
    [
      'for a user whom an administrator switched off',
      { keys: [{ inactive: true, created: '400d' }] },
      'NOTHING: no-active-key',
    ],
    ['for a fresh key', { keys: [{ created: '3d' }] }, 'NOTHING: fresh'],
    [
      'for a successor whose owner cannot be told, and it says so',
      only({ tries: 2, lastTry: '1d' }),
      'NOTHING: not-told',
    ],
    [
      'for a successor that a replica lacks, and it says so',
      only({}, { replicas: 'behind' }),
      'NOTHING: replicas-behind',
    ],
    ['for a successor whose owner was told', only({ told: '3d' }, { replicas: 'behind' }), 'NOTHING: fresh'],
    [
      'for a successor that somebody switched off beside a fresh key, and it says so',
      beside({ inactive: true }),
      'NOTHING: current-unusable',
    ],
    [
      'for a successor that keyturn switched off beside a fresh key',
      beside({ inactive: true, deactivated: '1d', deactivationTold: '1d' }),
      'NOTHING: fresh',
    ],
    ['for a key that AWSCURRENT names though it never worked', only({ verified: undefined }), 'NOTHING: fresh'],
    ['for two fresh keys', { keys: [{ created: '3d' }, { created: '2d' }] }, 'NOTHING: fresh'],
  ]);

  it.each([
    [[{ created: '3d' }], 87],
    [[{ created: '3d' }, { created: '30d' }], 60],
    [[{ created: '80d', inactive: true as const }, { created: '30d' }], 60],
    [[{ created: '89d 17h' }], 1],
  ])('the next date is that of the oldest active key: %j', (keys, dueInDays) => {
    expect(planFor({ keys }).facts).toEqual({ dueInDays });
  });
});
