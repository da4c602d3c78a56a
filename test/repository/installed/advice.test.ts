import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, sources } from '../architecture/sources.ts';

/** README.md has a test of its own: its commands are run. */
const pages = ['docs', 'docs/decisions', '.']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
  .filter((path) => path.endsWith('.md') && path !== './README.md')
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

it('nobody is told to use npx outside of a checkout, where it would run what a stranger has published', () => {
  expect(pages.length).toBeGreaterThan(20);
  const advice = [...pages, ...sources].flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => line.includes('npx keyturn') && !/in the checkout/i.test(line))
      .map((line) => `${path}: ${line}`),
  );
  expect(advice).toEqual([]);
});
