import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyStep } from '../../test/support/apply-step.ts';
import { policies, scenes } from '../../test/support/arbitraries.ts';
import { mayTake } from '../../test/support/guards.ts';
import { now, observe, type Scene } from '../../test/support/observation.ts';
import type { Observation } from './observation.ts';
import { type Plan, plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { explain } from './reasons.ts';
import { isDestructive, isNotice } from './step.ts';

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

  it('the key that AWSCURRENT names stays, but for an owner who has his own or a policy that wants no unused keys', () => {
    always((seen, { step, reason }, policy) => {
      if (!isDestructive(step) || !('ground' in step) || step.key !== seen.secret?.current) return;
      expect(step.ground).toBe('policy');
      const isLeft = policy.twoKeys === 'retire-idle' && reason !== 'unused-key';
      expect(isLeft || policy.unusedKeys === 'retire').toBe(true);
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
  const met = fc.sample(fc.tuple(scenes, policies), { numRuns: 4_000, seed: 20260301 }).map(([scene, policy]) => {
    const { step, reason } = plan(observe(scene), policy, now);
    const isCurrent = 'key' in step && step.key === scene.secret?.current;
    return `${step.kind} ${'ground' in step ? step.ground : ''}: ${reason}${isCurrent ? ', AWSCURRENT' : ''}`;
  });
  expect(met).toEqual(expect.arrayContaining([...waysToDeactivate, ...waysToDelete]));
});

const waysToDeactivate = [
  'DEACTIVATE predecessor: successor-adopted',
  'DEACTIVATE policy: idle-key',
  'DEACTIVATE policy: unused-key',
  'DEACTIVATE policy: unused-key, AWSCURRENT',
  'DEACTIVATE policy: own-key-in-use, AWSCURRENT',
  'DEACTIVATE abandoned: given-up',
  'DEACTIVATE condemned: secret-lost',
];

const waysToDelete = [
  'DELETE predecessor: recovery-over',
  'DELETE policy: blocking-inactive-key',
  'DELETE policy: blocking-inactive-key, AWSCURRENT',
  'DELETE abandoned: given-up',
  'DELETE condemned: secret-lost',
];

describe('a rotation', () => {
  it('begins with exactly one key, and that one active', () => {
    always((seen, { step }) => {
      if (step.kind === 'ROTATE') expect(seen.keys).toMatchObject([{ id: step.key, status: 'Active' }]);
    });
  });

  it('that a person asks for takes nothing away that age would not, once what goes before it was told', () => {
    always((seen, _, policy) => {
      const { step } = plan({ ...seen, forced: true }, policy, now);
      const isBorn = seen.keys.every(({ createdAt }) => createdAt <= now);
      if (!isDestructive(step) || !isBorn) return;
      expect(afterMails({ ...seen, forced: false }, { ...policy, rotateAfterDays: 0 }).step).toEqual(step);
    });
  });
});

/** What is planned once the mails that go before it were accepted. */
const afterMails = (seen: Observation, policy: Policy): Plan => {
  const decided = plan(seen, policy, now);
  return isNotice(decided.step) ? afterMails(applyStep(seen, decided.step, now), policy) : decided;
};
