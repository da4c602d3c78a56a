import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../core/time.ts';
import type { ExemptionRule } from '../settings/settings.ts';
import { exemptionResults, exemptionTerms, scopeRemarks } from './exemption-result.ts';

const rule: ExemptionRule = { by: 'path', value: '/vendors/', reason: 'theirs', approver: 'ann', until: '2027-01-31' };
const at = (text: string): Instant => instant(Date.parse(text));
const stateAt = (text: string, exemption = rule) => exemptionResults({ exemptions: [exemption] }, at(text))[0]?.state;
const remarksAt = (text: string, onlyTag?: string) => scopeRemarks({ exemptions: [rule], onlyTag }, at(text));

describe('an exemption in the result of a run', () => {
  it.each([
    ['2027-01-17T23:59:59Z', 'holds'],
    ['2027-01-18T00:00:00Z', 'ends-soon'],
    ['2027-01-31T23:59:59Z', 'ends-soon'],
    ['2027-02-01T00:00:00Z', 'ended'],
  ])('with an end, at %s: %s', (text, state) => {
    expect(stateAt(text)).toBe(state);
  });

  it('without an end holds for ever', () => {
    expect(stateAt('2099-01-01T00:00:00Z', { by: 'group', value: 'Exempt' })).toBe('holds');
  });

  it('says its reason, approver and end, and that there is none', () => {
    expect(exemptionTerms({ ...rule, state: 'holds' })).toBe('theirs; approved by ann; until 2027-01-31');
    expect(exemptionTerms({ ...rule, state: 'ended' })).toBe('theirs; approved by ann; ended on 2027-01-31');
    expect(exemptionTerms({ by: 'group', value: 'Exempt', state: 'holds' })).toBe('no reason is given; without an end');
  });
});

describe('the remarks of a run', () => {
  it('say that an exemption ends within 14 days, and that it has ended', () => {
    expect(remarksAt('2027-01-17T12:00:00Z')).toEqual([]);
    expect(remarksAt('2027-01-20T12:00:00Z')).toEqual([
      'an exemption ends soon: exempt by path /vendors/ (theirs; approved by ann; until 2027-01-31). After that day its keys are rotated like all others; give it a new date, or let it end',
    ]);
    expect(remarksAt('2027-02-01T12:00:00Z').join()).toContain('an exemption has ended: exempt by path /vendors/');
  });

  it('say that only some users are looked after', () => {
    expect(remarksAt('2027-01-01T12:00:00Z', 'rotate=yes').join()).toContain('only users with the tag rotate=yes');
  });
});
