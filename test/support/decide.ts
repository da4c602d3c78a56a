import { expect, it } from 'vitest';
import { type Plan, plan } from '../../src/core/plan.ts';
import { defaultPolicy, type Policy } from '../../src/core/policy.ts';
import { explain, remedyFor } from '../../src/core/reasons.ts';
import type { Step } from '../../src/core/step.ts';
import { type KeyScene, now, observe, type Scene } from './observation.ts';

/**
 * A row of a rule's table: a sentence, what is seen, what follows, and the settings where they differ from the default.
 */
export type DecisionRow = readonly [title: string, scene: Scene, decision: string, policy?: Partial<Policy>];

export const planFor = (scene: Scene, policy: Partial<Policy> = {}): Plan =>
  plan(observe(scene), { ...defaultPolicy, ...policy }, now);

/** The plan in one line: `DELETE OLD predecessor: recovery-over`. */
export const decide = (scene: Scene, policy: Partial<Policy> = {}): string => {
  const { step, reason } = planFor(scene, policy);
  return `${describeStep(step)}: ${reason}`;
};

const describeStep = (step: Step): string =>
  [
    step.kind,
    ...('key' in step && step.key !== undefined ? [step.key] : []),
    ...('ground' in step ? [step.ground] : []),
    ...('fact' in step ? [step.fact] : []),
    ...('gone' in step && step.gone ? ['gone'] : []),
  ].join(' ');

/** One test for each row: what follows, and that it can be said. */
export const decides = (rows: readonly DecisionRow[]): void => {
  for (const [title, scene, decision, policy] of rows)
    it(title, () => {
      expect(decide(scene, policy)).toBe(decision);
      const { reason, facts } = planFor(scene, policy);
      expect(explain(reason, facts), 'the reason in words, with all its facts').not.toMatch(/undefined|NaN/);
      expect(remedyFor(reason, facts) ?? '', 'the remedy likewise').not.toMatch(/undefined|NaN/);
    });
};

/** OLD was replaced by NEW 40 days ago, and everything is in order for OLD to be deactivated. */
export const replaced = (differences: { readonly old?: KeyScene; readonly new?: KeyScene } & Scene = {}): Scene => {
  const { old, new: successor, keys = [], secret, ...rest } = differences;
  return {
    keys: [
      { id: 'OLD', created: '130d', used: '30d', warned: '10d', ...old },
      { id: 'NEW', created: '40d', used: '1h', ...settled, ...successor },
      ...keys,
    ],
    secret: { current: 'NEW', ...secret },
    ...rest,
  };
};

const settled = { stored: '40d', verified: '40d', promoted: '40d', told: '40d', replaces: 'OLD' } as const;

/** As `replaced`, with OLD inactive for 30 days, its deletion announced 5 days ago. */
export const removable = (differences: Parameters<typeof replaced>[0] = {}): Scene =>
  replaced({
    ...differences,
    old: { inactive: true, used: '31d', warned: '38d', inactiveSince: '30d', announced: '5d', ...differences.old },
  });
