import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies, scenes } from '../../test/support/arbitraries.ts';
import { now, observe } from '../../test/support/observation.ts';
import type { Key } from './keys.ts';
import type { ToldDate } from './observation.ts';
import { type Plan, plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { toneOf } from './reasons.ts';
import { DAY, instant } from './time.ts';

const runs = { numRuns: 3_000 };

interface Act {
  readonly kind: 'DEACTIVATE' | 'DELETE';
  readonly key: Key | undefined;
  readonly told: ToldDate | undefined;
}

/** Whatever is taken away of which its owner is told first, under any settings. */
const eachAct = (law: (act: Act, policy: Policy) => void): void =>
  fc.assert(
    fc.property(scenes, policies, (scene, policy) => {
      const seen = observe(scene);
      const { step } = plan(seen, policy, now);
      if (step.kind !== 'DEACTIVATE' && step.kind !== 'DELETE') return;
      if (step.ground !== 'predecessor' && step.ground !== 'policy') return;
      const notes = seen.secret?.records.get(step.key)?.notes;
      const key = seen.keys.find(({ id }) => id === step.key);
      law({ kind: step.kind, key, told: step.kind === 'DELETE' ? notes?.announced : notes?.warned }, policy);
    }),
    runs,
  );

describe('whatever is taken away of which its owner is told', () => {
  it('comes no earlier than the date that was told, and no later than a month after it', () => {
    eachAct(({ told }) => {
      expect(told?.on).toBeLessThanOrEqual(now);
      expect(told?.on).toBeGreaterThanOrEqual(now - 30 * DAY);
    });
  });

  it('comes on no notice whose condition broke', () => {
    eachAct(({ key, told }) => {
      if (told?.isUnlessUsed) expect(key?.lastUsedAt ?? 0).toBeLessThanOrEqual(told.at);
    });
  });

  it('comes in spite of a use only where a notice without condition told so, and the setting still stands', () => {
    eachAct(({ kind, key, told }, policy) => {
      if (kind !== 'DEACTIVATE' || (key?.lastUsedAt ?? 0) <= (told?.at ?? 0)) return;
      expect(told?.isUnlessUsed).toBe(false);
      expect(policy.retirement).toBe('on-schedule');
    });
  });
});

describe('whoever waits', () => {
  const eachWait = (law: (decided: Plan, again: (at: number) => Plan) => void): void =>
    fc.assert(
      fc.property(scenes, policies, (scene, policy) => {
        const seen = observe(scene);
        const decided = plan(seen, policy, now);
        const again = (at: number): Plan => plan({ ...seen, at: instant(at) }, policy, instant(at));
        if (toneOf(decided.reason) === 'wait') law(decided, again);
      }),
      runs,
    );

  it('waits for a date, which is not past', () => {
    eachWait(({ until }) => expect(until).toBeGreaterThanOrEqual(now));
  });

  it('waits no longer for the same when that date has come', () => {
    eachWait(({ reason, until = now }, again) => {
      // Another worker's claim is not ours to date, nor is a pending key of which no version is stored.
      if (reason === 'busy' || reason === 'verifying') return;
      const later = again(until);
      expect(later.reason === reason && (later.until ?? until) > until ? later : undefined).toBeUndefined();
    });
  });
});
