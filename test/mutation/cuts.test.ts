import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allGuards } from './all-guards.ts';

describe.each(allGuards)('the guard: $guard', ({ tests, together = [], ...first }) => {
  it('is cut at a text that stands once in its file', () => {
    for (const { file, text } of [first, ...together])
      expect(readFileSync(file, 'utf8').split(text).length - 1, `${file}: ${text}`).toBe(1);
  });

  it('names tests that are there', () => {
    expect(existsSync(tests) || existsSync(`${tests}.test.ts`), tests).toBe(true);
  });
});
