import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { docPages } from './doc-pages.ts';

it.each(docPages())('$path says what the tables say (else: npm run docs)', ({ path, text }) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text);
});
