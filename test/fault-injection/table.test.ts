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
  expect(invariants.map(({ id }) => id)).toEqual([...numbered('S', 16), ...numbered('I', 3), ...numbered('L', 5)]);
  expect(faults.map(({ id }) => id)).toEqual(numbered('F', 66));
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
  const files = ['process', 'races', 'consistency', 'aws', 'secrets', 'users', 'mail', 'settings'].map(
    (name) => `test/fault-injection/${name}.test.ts`,
  );
  const titles = files.flatMap((file) =>
    [...textOf(file).matchAll(/\(\s*(['"`])(F\d+ .*?)\1\s*,/g)].map(([, , title]) => `${file}: ${title}`),
  );
  expect(titles.filter((title) => !named.has(title))).toEqual([]);
});
