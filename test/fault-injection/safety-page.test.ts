import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withPartsAdded } from '../../scripts/parts.ts';
import { figures, merge } from '../../scripts/proof.ts';
import { safetyPage } from '../../scripts/safety-page.ts';
import { writtenSafety } from '../../scripts/write-safety.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${root}/docs/safety.md`, 'utf8');

it('docs/safety.md says what the tables and docs/proof.json say (else: npm run docs)', () => {
  expect(page).toBe(writtenSafety(root).text);
});

describe('the figures of docs/safety.md', () => {
  it('that were not produced are not run yet, each of them', () => {
    const empty = safetyPage(page, {});
    expect(empty.match(/not run yet \|$/gm)).toHaveLength(Object.keys(figures).length + 1);
  });

  it('are those of the counters files, the latest of each', () => {
    const first = merge(
      {},
      { schedules: 10, calls: 700, faults: 3, promotions: 9, violations: 0, mails: 5 },
      '2031-05-06',
    );
    const both = merge(first, { crashPoints: 1_234, at: '2031-05-07T01:02:03Z' }, '2031-05-08');
    expect(both).toEqual({
      schedules: 10,
      simulatedCalls: 700,
      faults: 3,
      promotions: 9,
      crashPoints: 1_234,
      at: '2031-05-07',
    });
    expect(safetyPage(page, both)).toContain('| 1,234 |');
    expect(merge(both, { schedules: 11 }, '2031-05-09')).toMatchObject({ schedules: 11, at: '2031-05-09' });
  });

  it('of random stories that were played in parts are added up', () => {
    const first = { schedules: 10, calls: 700, violations: 0, seed: 1, finishedAt: '2031-05-06T01:02:03Z' };
    const second = { schedules: 5, calls: 400, violations: 1, seed: 11, finishedAt: '2031-05-07T01:02:03Z' };
    const points = { crashPoints: 1_234, violations: 0 };
    const all = { schedules: 15, calls: 1_100, violations: 1, seed: 1, finishedAt: '2031-05-07T01:02:03Z' };
    expect(withPartsAdded([second, points, first])).toEqual([points, all]);
    expect(withPartsAdded([points, first])).toEqual([points, first]);
    expect(() => withPartsAdded([first, { ...second, seed: 10 }])).toThrow('story 10 was played twice');
    const organizations = [1, 101].map((seed) => ({ organizations: 100, violations: 0, seed }));
    expect(withPartsAdded([first, ...organizations])).toEqual([first, { organizations: 200, violations: 0, seed: 1 }]);
  });

  it.each([
    ['a violation', { schedules: 10, violations: 1 }, 'found 1 violations'],
    ['a figure that is no count', { schedules: '1,200,000' }, 'schedules is "1,200,000"'],
    ['a negative figure', { faults: -1 }, 'faults is -1'],
    ['nothing that is known', { points: 10 }, 'none of schedules'],
    ['no object', [] as unknown, 'none of schedules'],
    ['nothing', null, 'one object'],
  ])('are not taken from a run with %s', (_, counters, message) => {
    expect(() => merge({}, counters, '2031-05-06')).toThrow(message);
  });
});
