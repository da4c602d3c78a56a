import { describe, expect, it } from 'vitest';
import { replaced } from '../../test/support/decide.ts';
import { now, observe, type Scene } from '../../test/support/observation.ts';
import { handoverFor } from './handover.ts';
import { defaultPolicy } from './policy.ts';

/** The key that a role may be let read, or the reason why not. */
const handed = (scene: Scene): string => {
  const decided = handoverFor(observe(scene), defaultPolicy, now);
  return decided.kind === 'REFUSED' ? `refused: ${decided.why}` : decided.key;
};

describe('a person may hand over', () => {
  it.each<[title: string, scene: Scene, expected: string]>([
    ['the key that AWSCURRENT names', replaced(), 'NEW'],
    ['that alone, beside other keys', replaced({ keys: [{ id: 'EXTRA' }] }), 'NEW'],
    ['nothing of a user without a secret', { keys: [{}] }, 'refused: there is no secret to hand over'],
    ['nothing of an exempt user', replaced({ exempt: 'group' }), 'refused: '],
    ['nothing of a held user', replaced({ isHeld: true }), 'refused: '],
    ['nothing where no key was stored yet', { keys: [{}], secret: {} }, 'refused: AWSCURRENT names no active key'],
    ['no inactive key', replaced({ new: { inactive: true } }), 'refused: AWSCURRENT names no active key'],
    ['nothing beside another worker', replaced({ secret: { claim: 'busy' } }), 'refused: another run is at work'],
    [
      'nothing of a secret on its way out',
      replaced({ secret: { deletion: '1h' } }),
      'refused: the secret of this user is scheduled for deletion',
    ],
    [
      'nothing under a policy that somebody changed',
      replaced({ secret: { policy: 'changed' } }),
      "refused: the secret's resource policy is not keyturn's",
    ],
  ])('%s', (_, scene, expected) => {
    expect(handed(scene)).toContain(expected);
  });
});
