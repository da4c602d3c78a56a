import { expect, it } from 'vitest';
import { isSameTemplate, readTemplate, resourceDifferences } from './template.ts';

it('is the same template where CloudFormation shows it without its letters beyond ASCII', () => {
  expect(isSameTemplate("A: it's ??? now\r\n", "A: it's é… now")).toBe(true);
  expect(isSameTemplate('A: 1', 'A: 2')).toBe(false);
  expect(isSameTemplate('A: x', 'A: é')).toBe(false);
});

it('reads short forms of functions, defaults and what stays', () => {
  const { parameters, resources } = readTemplate(
    'Parameters: {A: {Type: Number, Default: 5, AllowedValues: [5, 6]}, B: {Type: String}}\nResources: {R: {Type: T, DeletionPolicy: Retain, P: !Ref A}}',
  );
  expect(parameters).toEqual({ A: { fallback: '5', allowed: ['5', '6'] }, B: { fallback: undefined, allowed: [] } });
  expect(resources.get('R')).toMatchObject({ type: 'T', isRetained: true });
});

it('names what a new template adds, changes and removes', () => {
  const before = readTemplate('Resources: {Same: {Type: A}, Old: {Type: B}, Other: {Type: C, P: 1}}');
  const after = readTemplate('Resources: {Same: {Type: A}, New: {Type: D}, Other: {Type: C, P: 2}}');
  expect(resourceDifferences(before, after)).toEqual(['Add New (D)', 'Modify Other (C)', 'Remove Old (B)']);
});
