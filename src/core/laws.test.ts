import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies, scenes } from '../../test/support/arbitraries.ts';
import { mayTake } from '../../test/support/guards.ts';
import { now, observe, type Scene } from '../../test/support/observation.ts';
import type { Observation } from './observation.ts';
import { type Plan, plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { explain } from './reasons.ts';
import { isDestructive } from './step.ts';

const runs = { numRuns: 2_000 };

/** For any user under any settings. */
const always = (law: (seen: Observation, decided: Plan, policy: Policy, scene: Scene) => void): void =>
  fc.assert(
    fc.property(scenes, policies, (scene, policy) => {
      const seen = observe(scene);
      law(seen, plan(seen, policy, now), policy, scene);
    }),
    runs,
  );

describe('whatever is seen', () => {
  it('there is a plan, and a reason in whole words', () => {
    always((_, { reason, facts }) => expect(explain(reason, facts)).not.toMatch(/undefined|NaN/));
  });

  it('the same facts give the same plan, and stay as they are', () => {
    always((seen, decided, policy, scene) => {
      expect(plan(seen, policy, now)).toEqual(decided);
      expect(seen).toEqual(observe(scene));
    });
  });

  it('the exempt, the held, the busy and those in inactive accounts are left alone', () => {
    always((seen, _, policy) => {
      const secret = seen.secret && ({ ...seen.secret, hold: 'asked' } as const);
      const exemption = { by: 'tag', value: 'x', reason: undefined, approver: undefined } as const;
      const account = { ...seen.account, state: 'SUSPENDED' };
      const busy = seen.secret && ({ ...seen.secret, claim: 'busy' } as const);
      const alone = [
        { ...seen, exemption },
        { ...seen, account },
        ...(secret && busy
          ? [
              { ...seen, secret },
              { ...seen, secret: busy },
            ]
          : []),
      ];
      for (const left of alone) expect(plan(left, policy, now).step).toEqual({ kind: 'NOTHING' });
    });
  });
});

describe('whatever is taken away', () => {
  it('the guard of its ground holds', () => {
    always((seen, { step }, policy) => expect(mayTake(step, seen, policy)).toBe(true));
  });

  it('an active key is never deleted', () => {
    always((seen, { step }) => {
      if (step.kind === 'DELETE') expect(seen.keys.find(({ id }) => id === step.key)?.status).toBe('Inactive');
    });
  });

  it('a user is never left without an active key, but where policy retires unused keys', () => {
    always((seen, { step }, policy) => {
      if (step.kind !== 'DEACTIVATE') return;
      const others = seen.keys.filter(({ id, status }) => id !== step.key && status === 'Active');
      const isUnused = step.ground === 'policy' && policy.unusedKeys === 'retire' && seen.keys.length === 1;
      expect(others.length > 0 || isUnused).toBe(true);
    });
  });

  it('the key that AWSCURRENT names stays', () => {
    always((seen, { step }) => {
      if (isDestructive(step) && 'key' in step) expect(step.key).not.toBe(seen.secret?.current);
    });
  });

  it('it fits into the allowance of the day, which changes nothing else', () => {
    always((seen, decided, policy) => {
      for (const allowance of ['spent', 'breaker-open'] as const) {
        const bounded = plan({ ...seen, allowance }, policy, now);
        if (isDestructive(decided.step)) expect(bounded.step.kind).toBe('NOTHING');
        else expect(bounded).toEqual(decided);
      }
    });
  });
});

it('the laws are about something: every way of taking a key away is met', () => {
  const met = fc.sample(fc.tuple(scenes, policies), { numRuns: 2_000, seed: 20260301 }).map(([scene, policy]) => {
    const { step } = plan(observe(scene), policy, now);
    return 'ground' in step ? `${step.kind} ${step.ground}` : step.kind;
  });
  for (const ground of ['predecessor', 'policy', 'abandoned', 'condemned'])
    for (const kind of ['DEACTIVATE', 'DELETE']) expect(met).toContain(`${kind} ${ground}`);
});

describe('a rotation', () => {
  it('begins with exactly one key, and that one active', () => {
    always((seen, { step }) => {
      if (step.kind === 'ROTATE') expect(seen.keys).toMatchObject([{ id: step.key, status: 'Active' }]);
    });
  });

  it('that a person asks for takes nothing away that age would not', () => {
    always((seen, _, policy) => {
      const { step } = plan({ ...seen, forced: true }, policy, now);
      const isBorn = seen.keys.every(({ createdAt }) => createdAt <= now);
      if (!isDestructive(step) || !isBorn) return;
      expect(plan({ ...seen, forced: false }, { ...policy, rotateAfterDays: 0 }, now).step).toEqual(step);
    });
  });
});
