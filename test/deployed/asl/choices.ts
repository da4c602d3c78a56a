import { type AslScope, find, type Json } from './paths.ts';

interface Choice {
  readonly Next: string;
  readonly [field: string]: unknown;
}

/** The state that a Choice goes on with. */
export const chosen = (state: { readonly [field: string]: unknown }, scope: AslScope): string => {
  const match = (state.Choices as readonly Choice[]).find(({ Next: _, ...test }) => holds(test, scope));
  const next = match?.Next ?? state.Default;
  if (typeof next !== 'string') throw new Error('no choice matches, and there is no default');
  return next;
};

const holds = (test: Readonly<Record<string, unknown>>, scope: AslScope): boolean => {
  const { Variable, And, ...comparison } = test;
  if (Array.isArray(And)) return And.every((each) => holds(each, scope));
  const [[operator, expected] = ['', undefined], ...others] = Object.entries(comparison);
  const compare = comparisons[operator];
  if (compare === undefined || others.length > 0)
    throw new Error(`the comparison ${operator} is none that this engine knows`);
  return compare(find(String(Variable), scope), expected);
};

const comparisons: Readonly<Record<string, (actual: Json | undefined, expected: unknown) => boolean>> = {
  BooleanEquals: (actual, expected) => typeof actual === 'boolean' && actual === expected,
  NumericLessThan: (actual, expected) => typeof actual === 'number' && actual < Number(expected),
  IsPresent: (actual, expected) => (actual !== undefined) === expected,
};
