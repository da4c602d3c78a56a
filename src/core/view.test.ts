import { describe, expect, it } from 'vitest';
import { planFor } from '../../test/support/decide.ts';
import { type KeyScene, now, observe, type Scene } from '../../test/support/observation.ts';
import type { AccessKeyId } from './keys.ts';
import { defaultPolicy } from './policy.ts';
import { isCollected, viewOf } from './view.ts';

const view = (scene: Scene) => viewOf(observe(scene), defaultPolicy, now);

describe('whether an owner fetched a key', () => {
  const fetched = (key: KeyScene, secret: Scene['secret'] = {}) =>
    isCollected(view({ keys: [{ id: 'NEW', stored: '9d', verified: '9d', ...key }], secret }), 'NEW' as AccessKeyId);

  it.each([
    ['no', 'nobody ever read it, and our own read failed', { readByOwner: false }],
    ['unknown', 'our own read, which must show, does not', {}],
    ['unknown', 'it was read on the day of our own read', { read: '9d' }],
    ['yes', 'it was read on a later day', { read: '8d' }],
    ['unknown', 'it never worked', { verified: undefined, read: '8d' }],
  ] as const)('%s: %s', (answer, _, key) => {
    expect(fetched(key)).toBe(answer);
  });

  it('unknown: a read of a replica is not seen', () => {
    expect(fetched({ readByOwner: false }, { replicas: 'in-sync' })).toBe('unknown');
  });

  it('unknown: the secret knows nothing of the key', () => {
    expect(isCollected(view({ keys: [{}], secret: {} }), 'OTHER' as AccessKeyId)).toBe('unknown');
    expect(isCollected(view({ keys: [{}] }), 'K1' as AccessKeyId)).toBe('unknown');
  });
});

it('a user without a successor has no predecessors', () => {
  expect(view({ keys: [{ stored: '9d', verified: '9d' }], secret: {} }).predecessors).toEqual([]);
});

it('a plan that waits for nothing has no date', () => {
  expect(planFor({ keys: [] })).not.toHaveProperty('until');
});
