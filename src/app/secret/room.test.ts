import { expect, it } from 'vitest';
import { isFull } from './room.ts';

const named = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `team-${n}`);
const tags = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, '']));

it.each([
  [11, false],
  [12, true],
])('with %i labels of others a secret is full: %s, since a new key brings nine', (count, full) => {
  expect(isFull(named(count), {})).toBe(full);
});

it('labels that stay where they are count once', () => {
  expect(isFull([...named(11), 'AWSCURRENT', 'AWSPREVIOUS', 'KEYTURN_CLAIM', 'KEYTURN_IDLE'], {})).toBe(false);
});

it.each([
  [39, false],
  [40, true],
])('with %i tags of others a secret is full: %s, since a new key and the old one bring eleven', (count, full) => {
  expect(isFull([], tags(named(count)))).toBe(full);
});

it('tags that are written anew count once, and those of AWS not at all', () => {
  const ours = ['keyturn:user-id', 'keyturn:deployment', 'keyturn:schema', 'keyturn:retired'];
  expect(isFull([], tags([...named(39), ...ours, 'aws:cloudformation:stack-name']))).toBe(false);
});
