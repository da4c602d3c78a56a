import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { probeRows } from '../../src/app/probe/probe-rows.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const facts = read('docs/decisions/sandbox-facts.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| fact |'))
  .map((line) => line.split(' | ').at(-1) ?? '');

const rowsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\brows? ((?:`[a-z0-9-]+`(?:, )?)+)/g)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );

describe('docs/decisions/sandbox-facts.md', () => {
  it('names for each unsure fact the row of check --probe that tries it, or says that there is none', () => {
    const unsure = facts.filter((sureness) => sureness.includes('unsure'));
    expect(unsure.length).toBeGreaterThan(12);
    expect(unsure.filter((text) => !text.includes('no row') && rowsIn(text).length === 0)).toEqual([]);
  });

  it('names every row that there is, and no other', () => {
    expect([...new Set(facts.flatMap(rowsIn))].sort()).toEqual(Object.keys(probeRows).sort());
  });
});

it('docs/operations.md tells of every row', () => {
  const page = read('docs/operations.md');
  const section = page.slice(page.indexOf('\n## Probe'), page.indexOf('\n## Every day'));
  expect(Object.keys(probeRows).filter((id) => !section.includes(`\`${id}\``))).toEqual([]);
});
