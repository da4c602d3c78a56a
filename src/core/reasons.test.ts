import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planFor } from '../../test/support/decide.ts';
import { scenesByReason } from '../../test/support/scenes-by-reason.ts';
import { type Exemption, exemptionFacts } from './observation.ts';
import { explain, type ReasonCode, reasons, remedyFor, toneOf } from './reasons.ts';

const codes = Object.keys(reasons) as ReasonCode[];
const whole = /undefined|NaN|null|\bkey {2}/;

describe.each(Object.entries(scenesByReason))('the reason %s', (code, [scene, policy]) => {
  const { step, reason, facts, until } = planFor(scene, policy);

  it('is given to somebody', () => {
    expect(reason).toBe(code);
  });

  it('is put in whole words, and so is its remedy', () => {
    const words = explain(reason, facts);
    expect(words).not.toMatch(whole);
    expect(words.length).toBeGreaterThan(10);
    expect(remedyFor(reason, facts) ?? '').not.toMatch(whole);
  });

  it('is about something done, or about nothing but a mail that asks a person', () => {
    const isDone = !['NOTHING', 'ASK', 'REMIND'].includes(step.kind);
    expect(isDone || reason === 'old-key-in-use').toBe(toneOf(reason) === 'act');
  });

  it('has a date where it is a wait', () => {
    if (toneOf(reason) === 'wait') expect(until).toBeDefined();
  });
});

it.each(codes)('the reason %s comes with a remedy when a person is needed, and only then', (code) => {
  expect(remedyFor(code, {}) !== undefined).toBe(toneOf(code) === 'blocked');
});

it('a slot that was freed under force is told by the result of the run: no plan looks back', () => {
  const words = explain('slot-freed', { key: 'OLD' });
  expect(words).toMatch(/^key OLD was deleted/);
  expect(Object.keys(scenesByReason)).not.toContain('slot-freed');
});

/** Every fact as its own name in braces, as the page has them. */
const placeholders: Readonly<Record<string, string>> = new Proxy({}, { get: (_, name) => `{${String(name)}}` });
const rows = readFileSync('docs/reasons.md', 'utf8').split('\n');

it.each(codes)('the reason %s stands on the page of reasons, word for word, with what to do', (code) => {
  const row = rows.find((line) => line.startsWith(`| ${code} |`)) ?? '';
  const words = row.split('|').map((cell) => cell.trim());
  const said = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  expect(words[2]).toBe(said(explain(code, placeholders)));
  expect(words[3] ?? '').toBe(toneOf(code) === 'blocked' ? said(remedyFor(code, placeholders) ?? '') : '');
});

it('a key that nobody is known to use is said to be one', () => {
  expect(explain('spare-key', { key: 'K' })).toContain('no use of it is known');
  expect(explain('unused-key', { ageDays: 3 })).toContain('was never used');
});

it('one day is not called days', () => {
  expect(explain('fresh', { dueInDays: 1 })).toBe('due in 1 day');
  expect(explain('fresh', { dueInDays: 2 })).toBe('due in 2 days');
});

it.each<[Exemption, string]>([
  [{ by: 'group', value: 'BreakGlass' }, 'exempt by group BreakGlass'],
  [
    { by: 'path', value: '/v/', reason: 'theirs', approver: 'ann', until: '2027-12-31' },
    'exempt by path /v/ (theirs; approved by ann; until 2027-12-31)',
  ],
  [{ by: 'user', value: 'ses-*', until: '2027-12-31' }, 'exempt by user ses-* (until 2027-12-31)'],
  [{ by: 'no-tag', value: 'rotate' }, 'without the tag rotate: only users with it are looked after'],
])('an exemption %j says who approved it, why, and until when, where that is known', (exemption, words) => {
  expect(explain('exempt', exemptionFacts(exemption))).toBe(words);
});
