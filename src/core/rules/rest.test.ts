import { describe, expect, it } from 'vitest';
import { decides, planFor } from '../../../test/builders/decide.ts';

describe('nothing to do', () => {
  decides([
    ['for a user without keys', {}, 'NOTHING: no-keys'],
    [
      'for a user whom an administrator switched off',
      { keys: [{ inactive: true, created: '400d' }] },
      'NOTHING: no-active-key',
    ],
    ['for a fresh key', { keys: [{ created: '3d' }] }, 'NOTHING: fresh'],
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
