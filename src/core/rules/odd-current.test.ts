import { describe, expect, it } from 'vitest';
import { decides, planFor } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';

/** Of a user with a key of ours that works, AWSCURRENT names something else. */
const names = (current: string, keys: readonly KeyScene[] = []): Scene => ({
  keys: [{ id: 'OURS', created: '20d', stored: '20d', verified: '20d', promoted: '20d', told: '20d' }, ...keys],
  secret: { current },
});

const odd = 'NOTHING: current-unusable';
const off = { id: 'OFF', created: '30d', inactive: true } as const;

describe('AWSCURRENT', () => {
  decides([
    ['that names a key which works is in order', names('OURS'), 'NOTHING: fresh'],
    ['that names a version which keyturn did not write is reported', names('unknown'), odd],
    ['that names the placeholder is reported', names('placeholder'), odd],
    ['that names a key which is gone is reported', names('GONE'), odd],
    ['that names an inactive key is reported', names('OFF', [off]), odd],
    [
      'that names a key which keyturn deactivated is in order: its owner was told',
      names('OFF', [{ ...off, deactivated: '1d', deactivationTold: '1d' }]),
      'NOTHING: fresh',
    ],
    [
      'that names an old key which keyturn deactivated and somebody put there again is reported',
      names('OFF', [
        { ...off, deactivated: '1d', deactivationTold: '1d' },
        { id: 'NEXT', gone: true, replaces: 'OFF' },
      ]),
      odd,
    ],
    [
      'and is so when its user is due, in place of a new key that is inactive',
      {
        keys: [
          { ...off, created: '200d', deactivated: '1d', deactivationTold: '1d' },
          { id: 'OURS', created: '100d', stored: '100d', verified: '100d', used: '1d', replaces: 'OFF' },
        ],
        secret: { current: 'OFF' },
      },
      odd,
    ],
    [
      'that names the placeholder of a user without a key of ours is in order',
      { keys: [{ created: '20d' }], secret: {} },
      'NOTHING: fresh',
    ],
    [
      'that names a key which is gone is in order where no key of ours ever worked',
      { keys: [{ created: '20d', stored: '20d' }], secret: { current: 'GONE' } },
      'NOTHING: fresh',
    ],
    [
      'of a due user is mended by the next key',
      { keys: [{ created: '100d', used: '1d', stored: '100d', verified: '100d' }], secret: {} },
      'ROTATE K1: key-due',
    ],
    [
      'is reported of a due user who has no slot, before anything is said of his keys',
      names('unknown', [{ created: '100d', used: '1d' }]),
      odd,
    ],
    [
      'of a user without an active key is nobody’s trouble',
      { keys: [{ inactive: true, verified: '20d' }], secret: { current: 'unknown' } },
      'NOTHING: no-active-key',
    ],
  ]);

  it.each([
    ['unknown', 'a version that keyturn did not write'],
    ['placeholder', 'the placeholder, which holds no key'],
    ['GONE', 'key GONE, which is gone'],
    ['OFF', 'key OFF, which is inactive'],
  ])('that is %s is reported as what it is', (current, words) => {
    expect(planFor(names(current, [off])).facts).toEqual({ names: words });
  });
});
