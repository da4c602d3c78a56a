import { describe, expect, it } from 'vitest';
import { planFor } from '../../test/support/decide.ts';
import { scenesByReason } from '../../test/support/scenes-by-reason.ts';
import { explain, type ReasonCode, reasons, remedyFor, toneOf } from './reasons.ts';

const codes = Object.keys(reasons) as ReasonCode[];

describe.each(codes)('the reason %s', (code) => {
  const [scene, policy] = scenesByReason[code];
  const { step, reason, facts } = planFor(scene, policy);

  it('is given to somebody', () => {
    expect(reason).toBe(code);
  });

  it('is put in whole words', () => {
    const words = explain(reason, facts);
    expect(words).not.toMatch(/undefined|NaN|null|\bkey {2}/);
    expect(words.length).toBeGreaterThan(10);
  });

  it('is about something done, or about nothing', () => {
    expect(step.kind !== 'NOTHING').toBe(toneOf(code) === 'act');
  });

  it('comes with a remedy when a person is needed, and only then', () => {
    expect(remedyFor(code) !== undefined).toBe(toneOf(code) === 'blocked');
  });
});

it('one day is not called days', () => {
  expect(explain('fresh', { dueInDays: 1 })).toBe('due in 1 day');
  expect(explain('fresh', { dueInDays: 2 })).toBe('due in 2 days');
});
