import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { collectNames } from './names/collect-names.ts';
import { differenceOf } from './names/name-list.ts';

const pinned = readFileSync(new URL('./pinned-names.txt', import.meta.url), 'utf8');

/**
 * A change of the list is a change of the interface: if it is meant, `npm run names` writes it, and CHANGELOG.md says
 * so.
 */
it('every name that is stored, sent or printed is in pinned-names.txt, and no other', {
  timeout: 120_000,
}, async () => {
  const collected = await collectNames();
  expect(differenceOf(pinned, collected)).toEqual({ gone: [], fresh: [] });
  expect(collected).toBe(pinned);
});
