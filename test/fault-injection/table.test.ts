import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type FaultRow, faults, invariants } from './table.ts';

const rows: readonly FaultRow[] = [...invariants, ...faults];

const numbered = (letter: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

const textOf = (file: string): string => {
  const url = new URL(`../../${file}`, import.meta.url);
  return existsSync(url) ? readFileSync(url, 'utf8') : '';
};

/** True where the title opens a test, a group, or a row of a table of tests. */
const isTitle = (text: string, title: string): boolean => {
  const literal = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`[([]\\s*(['"\`])${literal}\\1\\s*,`).test(text);
};

it('has every invariant and every fault, once and in order', () => {
  const told = ['S18', 'V1'];
  const expected = [...numbered('S', 16), ...told, ...numbered('I', 3), ...numbered('L', 9)];
  expect(invariants.map(({ id }) => id)).toEqual(expected);
  const people = ['F70', 'F71', 'F72', 'F73', 'F74', 'F75'];
  const places = ['F77', 'F78', 'F79', 'F80', 'F81', 'F85', 'F86', 'F87', 'F88', 'F90', 'F91', 'F92', 'F93'];
  expect(faults.map(({ id }) => id)).toEqual([...numbered('F', 69), ...people, ...places]);
});

it('names tests that exist, by file and title', () => {
  const missing = rows.flatMap(({ id, tests }) =>
    tests.filter(([file, title]) => !isTitle(textOf(file), title)).map(([file, title]) => `${id}: ${file}: ${title}`),
  );
  expect(missing).toEqual([]);
});

it('has a test for each row, or, for three at most, a reason why not and what shows it', () => {
  const without = rows.filter(({ tests }) => tests.length === 0);
  expect(without.length).toBeLessThanOrEqual(3);
  expect(without.filter(({ reason }) => reason === undefined)).toEqual([]);
});

it('has no test of a fault that no row names', () => {
  const named = new Set(rows.flatMap(({ tests }) => tests.map(([file, title]) => `${file}: ${title}`)));
  const beside = ['process', 'races', 'consistency', 'aws', 'secrets', 'users', 'mail', 'settings', 'late-reads'];
  const storyFiles = ['owner-rotates-himself', 'code-against-keyturn', 'current-moved-by-a-person', 'owner-comes-back'];
  const files = [
    ...beside.map((name) => `test/fault-injection/${name}.test.ts`),
    ...storyFiles.map((name) => `test/scenarios/promises/${name}.test.ts`),
  ];
  const titles = files.flatMap((file) =>
    [...textOf(file).matchAll(/\(\s*(['"`])(F\d+ .*?)\1\s*,/g)].map(([, , title]) => `${file}: ${title}`),
  );
  expect(titles.filter((title) => !named.has(title))).toEqual([]);
});
