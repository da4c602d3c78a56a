import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyStep } from '../../test/support/apply-step.ts';
import { policies, scenes } from '../../test/support/arbitraries.ts';
import { observe, now as start } from '../../test/support/observation.ts';
import type { Observation } from './observation.ts';
import { plan } from './plan.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { instant } from './time.ts';

const hoursLater = (hours: number) => instant(start + hours * 3_600_000);

/** What one run does for a user: steps until nothing is left to do now. Throws when that does not come. */
const run = (
  seen: Observation,
  policy: Policy,
  now: typeof start,
): { readonly seen: Observation; readonly steps: readonly string[] } => {
  const steps: string[] = [];
  let current = { ...seen, at: now };
  for (let i = 0; i <= 24; i++) {
    const { step } = plan(current, policy, now);
    if (step.kind === 'NOTHING') return { seen: current, steps };
    steps.push(step.kind);
    current = applyStep(current, step, now);
  }
  throw new Error(`no end: ${steps.join(', ')}`);
};

type Use = (seen: Observation, now: typeof start) => Observation;

/** A run a day at six, each some hours early or late; `use` says what the applications do before it. */
const live = (
  policy: Policy,
  days: number,
  { drift = [], use = (seen) => seen }: { readonly drift?: readonly number[]; readonly use?: Use },
): readonly (readonly [kind: string, day: number])[] => {
  let seen = observe({ keys: [{ id: 'FIRST', created: '0m', used: '0m' }] });
  const steps: [string, number][] = [];
  for (let day = 1; day <= days; day++) {
    const now = hoursLater(day * 24 + (drift[day % drift.length] ?? 0));
    const done = run(use(seen, now), policy, now);
    steps.push(...done.steps.map((kind): [string, number] => [kind, day]));
    seen = done.seen;
  }
  return steps;
};

/** The first day of each kind of step. */
const walk = (
  policy: Policy,
  days: number,
  drift: readonly number[] = [],
  use: Use = (seen) => seen,
): ReadonlyMap<string, number> => new Map([...live(policy, days, { drift, use })].reverse());

const schedule = { ROTATE: 90, TELL: 90, WARN: 93, DEACTIVATE: 100, ANNOUNCE: 103, DELETE: 110 };

describe('steps that go well', () => {
  it('come to an end, whoever the user is', () => {
    fc.assert(
      fc.property(scenes, policies, (scene, policy) => {
        expect(run(observe(scene), policy, start).steps.length).toBeLessThanOrEqual(24);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave nothing to do for a second run', () => {
    fc.assert(
      fc.property(scenes, policies, (scene, policy) => {
        const { seen } = run(observe(scene), policy, start);
        expect(run(seen, policy, start).steps).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('on-schedule, day by day', () => {
  const policy: Policy = { ...defaultPolicy, retirement: 'on-schedule' };
  const used = (seen: Observation, now: typeof start): Observation => ({
    ...seen,
    keys: seen.keys.map((key) => (key.status === 'Active' ? { ...key, lastUsedAt: instant(now - 3_600_000) } : key)),
  });

  it('a key gets its successor on day 90, is deactivated on day 100 and deleted on day 110', () => {
    expect(Object.fromEntries(walk(policy, 115))).toEqual(schedule);
  });

  it('to the day, though it is used every hour', () => {
    expect(Object.fromEntries(walk(policy, 115, [], used))).toEqual(schedule);
  });

  it('to the day, though runs are up to three hours early or late', () => {
    const drifts = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 31 });
    fc.assert(
      fc.property(drifts, (drift) => {
        expect(Object.fromEntries(walk(policy, 115, drift))).toEqual(schedule);
      }),
      { numRuns: 50 },
    );
  });
});

describe('when-quiet, day by day', () => {
  /** FIRST is used every `every` days until day `until`. */
  const uses =
    (every: number, until: number) =>
    (seen: Observation, now: typeof start): Observation => {
      const day = Math.round((now - start) / 86_400_000);
      const isUsed = day <= until && day % every === 0;
      return {
        ...seen,
        keys: seen.keys.map((key) => (isUsed && key.id === 'FIRST' ? { ...key, lastUsedAt: now } : key)),
      };
    };

  it('a key that is used at least every 14 days is never deactivated, and its owner is reminded', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 14 }), (every) => {
        const firsts = walk(defaultPolicy, 400, [], uses(every, 400));
        expect(firsts.get('DEACTIVATE')).toBeUndefined();
        expect(firsts.get('REMIND')).toBeGreaterThanOrEqual(100);
      }),
    );
  });

  it('a key that was last used on day 120 is warned of on day 134, deactivated on 141, deleted on 151', () => {
    const firsts = walk(defaultPolicy, 200, [], uses(1, 120));
    expect(Object.fromEntries(firsts)).toMatchObject({ ROTATE: 90, WARN: 134, DEACTIVATE: 141, DELETE: 151 });
  });
});

describe('a key that nobody fetches', () => {
  const daysOf = (kind: string, steps: ReturnType<typeof live>): readonly number[] =>
    steps.flatMap(([each, day]) => (each === kind ? [day] : []));

  it('is made once: its owner is asked from the day it is due, every 14 days, and gets no second', () => {
    const steps = live(defaultPolicy, 400, {});
    expect(daysOf('ROTATE', steps)).toEqual([90]);
    expect(daysOf('ASK', steps).slice(0, 3)).toEqual([180, 194, 208]);
  });

  it('is followed by the next in each cycle where its owner uses it', () => {
    const use: Use = (seen, now) => ({
      ...seen,
      keys: seen.keys.map((key) => (key.status === 'Active' && key.id !== 'FIRST' ? { ...key, lastUsedAt: now } : key)),
    });
    const steps = live({ ...defaultPolicy, retirement: 'on-schedule' }, 400, { use });
    expect(daysOf('ROTATE', steps)).toEqual([90, 180, 270, 360]);
    expect(daysOf('DELETE', steps)).toEqual([110, 200, 290, 380]);
  });
});
