import { describe, expect, it } from 'vitest';
import { removable, replaced } from '../../../test/support/decide.ts';
import { now, observe, type Scene } from '../../../test/support/observation.ts';
import { defaultPolicy, type Policy } from '../policy.ts';
import type { Rule } from '../view.ts';
import { viewOf } from '../view.ts';
import { freeSlot } from './free-slot.ts';
import { retirePredecessor } from './retire-predecessor.ts';

/** What one rule says on its own: a guard must hold even if the rule before it failed to stop. */
const alone = (rule: Rule, scene: Scene, policy: Partial<Policy> = {}): string | undefined =>
  rule(viewOf(observe(scene), { ...defaultPolicy, ...policy }, now))?.reason;

describe('without the rules before it', () => {
  const due = { id: 'DUE', created: '100d', used: '1d' } as const;

  it.each([
    ['no old key goes while its secret’s policy is not ours', replaced({ secret: { policy: 'changed' } })],
    ['no old key goes before the promotion is noted', replaced({ new: { promoted: undefined } })],
    ['no old key goes before its owner is told', replaced({ new: { told: undefined } })],
  ])('%s', (_, scene) => {
    expect(alone(retirePredecessor, scene)).toBe('not-told');
  });

  it('no old key is deleted before the moment of its deactivation is noted', () => {
    expect(alone(retirePredecessor, removable({ old: { inactiveSince: undefined } }))).toBe('waiting-recovery');
  });

  it('no old key is deactivated when a person re-activated it', () => {
    expect(alone(retirePredecessor, replaced({ old: { inactiveSince: '20d' } }))).toBe('waiting-recovery');
  });

  it('no foreign key is deleted before the moment it was seen inactive is noted', () => {
    const scene: Scene = { keys: [due, { inactive: true, announced: '5d' }], secret: {} };
    expect(alone(freeSlot, scene)).toBe('waiting-policy');
  });

  it('no predecessor is deleted as a foreign key: it has a guard of its own', () => {
    expect(alone(freeSlot, removable({ new: { inactive: true } }), { inactiveKeys: 'delete' })).toBeUndefined();
  });
});
