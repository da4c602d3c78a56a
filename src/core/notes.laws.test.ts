import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies, scenes } from '../../test/support/arbitraries.ts';
import { removable, replaced } from '../../test/support/decide.ts';
import { mayTake } from '../../test/support/guards.ts';
import { type KeyScene, now, observe, type Scene } from '../../test/support/observation.ts';
import { plan } from './plan.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { isDestructive } from './step.ts';

const runs = { numRuns: 2_000 };

/** What is left of a key's scene when its tag is wiped: the register stays, the notes go. */
const wiped = (key: KeyScene): KeyScene => ({
  ...key,
  ...{ promoted: undefined, told: undefined, warned: undefined, announced: undefined },
  ...{ inactiveSince: undefined, restarted: undefined, reminded: undefined, lastTry: undefined },
  ...{ deactivated: undefined, deactivationTold: undefined, reactivated: undefined, reactivationTold: undefined },
  asked: undefined,
});

const isWiped = (mask: number, i: number): boolean => ((mask >> i) & 1) === 1;

/** A person's re-activation of a key that nobody ever held is remembered by its tag alone: see the next test. */
const isHandedBack = ({ keys = [] }: Scene): boolean =>
  keys.some(({ restarted, inactiveSince, abandoned, tombstone, inactive }) => {
    const isOurs = abandoned !== undefined || tombstone !== undefined;
    return isOurs && !inactive && (restarted !== undefined || inactiveSince !== undefined);
  });

describe('the notes of a key only ever delay', () => {
  it('wiping the tags of some keys permits nothing that they forbade', () => {
    fc.assert(
      fc.property(scenes, policies, fc.nat({ max: 15 }), (scene, policy, mask) => {
        fc.pre(!isHandedBack(scene));
        const keys = (scene.keys ?? []).map((key, i) => (isWiped(mask, i) ? wiped(key) : key));
        const { step } = plan(observe({ ...scene, keys }), policy, now);
        expect(mayTake(step, observe(scene), policy)).toBe(true);
      }),
      runs,
    );
  });

  it('without any tag nothing is deleted, and nothing deactivated but what nobody was ever told of', () => {
    fc.assert(
      fc.property(scenes, policies, (scene, policy) => {
        const { step } = plan(observe({ ...scene, keys: (scene.keys ?? []).map(wiped) }), policy, now);
        expect(step.kind).not.toBe('DELETE');
        if (step.kind === 'DEACTIVATE') expect(['abandoned', 'condemned']).toContain(step.ground);
      }),
      runs,
    );
  });
});

describe('a note that is later than it was', () => {
  const notes = ['promoted', 'told', 'warned', 'announced', 'inactiveSince', 'restarted'] as const;
  /**
   * In hours: since the promotion of `replaced`, and since the deactivation of `removable`, so that the note is in
   * order.
   */
  const hours = fc.integer({ min: 0, max: 30 * 24 });

  it.each<[string, (key: KeyScene) => Scene]>([
    ['of the new key', (key) => replaced({ new: key })],
    ['of the old key', (key) => replaced({ old: key })],
    ['of the inactive old key', (key) => removable({ old: key })],
  ])('%s permits nothing earlier', (_, sceneOf) => {
    fc.assert(
      fc.property(fc.constantFrom(...notes), hours, hours, (note, since, by) => {
        const later = observe(sceneOf({ [note]: `${Math.max(0, since - by)}h` }));
        const { step } = plan(later, defaultPolicy, now);
        expect(mayTake(step, observe(sceneOf({ [note]: `${since}h` })), defaultPolicy)).toBe(true);
      }),
      runs,
    );
  });
});

describe('no note at all', () => {
  const policies: readonly Partial<Policy>[] = [{}, { retirement: 'on-schedule' }];
  it.each(policies)('lets no old key go under %j', (policy) => {
    const full = replaced().keys ?? [];
    for (const lost of ['OLD', 'NEW']) {
      const keys = full.map((key) => (key.id === lost ? wiped(key) : key));
      const { step } = plan(observe({ ...replaced(), keys }), { ...defaultPolicy, ...policy }, now);
      expect(isDestructive(step)).toBe(false);
    }
  });
});
