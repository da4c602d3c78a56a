import { describe, expect, it } from 'vitest';
import { daysUntil, endOf, instant, isOver, latest, plus, wholeDays } from './time.ts';

/** Noon of 1 January 2026, and moments after it, as ISO texts: nothing is computed here that the code computes. */
const at = (iso: string) => instant(globalThis.Date.parse(iso));
const noon = at('2026-01-01T12:00:00Z');

describe('a period of 10 days', () => {
  it('ends at 6 in the morning of the tenth day, for runs that drift', () => {
    expect(endOf(noon, 10)).toBe(at('2026-01-11T06:00:00Z'));
  });

  it.each([
    ['2026-01-11T05:59:59.999Z', false],
    ['2026-01-11T06:00:00.000Z', true],
    ['2025-12-01T00:00:00Z', false],
  ])('at %s is over: %s', (iso, over) => {
    expect(isOver(noon, 10, at(iso))).toBe(over);
  });

  it('knows no daylight saving: days have 24 hours', () => {
    expect(isOver(at('2026-03-28T12:00:00Z'), 1, at('2026-03-29T05:59:59Z'))).toBe(false);
    expect(isOver(at('2026-03-28T12:00:00Z'), 1, at('2026-03-29T06:00:00Z'))).toBe(true);
  });
});

describe('whole days', () => {
  it.each([
    ['2026-01-02T11:59:59Z', 0],
    ['2026-01-02T12:00:00Z', 1],
    ['2026-04-01T12:00:00Z', 90],
    ['2025-12-31T12:00:00Z', 0],
  ])('from noon of 1 January to %s: %i', (iso, days) => {
    expect(wholeDays(noon, at(iso))).toBe(days);
  });

  it.each([
    ['2026-01-02T12:00:00Z', 1],
    ['2026-01-02T12:00:01Z', 2],
    ['2026-01-01T12:00:00Z', 0],
    ['2025-12-01T00:00:00Z', 0],
  ])('from noon of 1 January until %s: %i', (iso, days) => {
    expect(daysUntil(at(iso), noon)).toBe(days);
  });
});

it('the latest of several moments', () => {
  expect(latest(noon, plus(noon, 1), plus(noon, -1))).toBe(plus(noon, 1));
});
