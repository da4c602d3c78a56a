import { expect, it } from 'vitest';
import { lintVerdicts } from './architecture/lint-verdicts.ts';

it('the linter refuses a function that could be an arrow, and no generator', async () => {
  const refused = await lintVerdicts({
    'src/core/declared.ts': 'export function one(): number {\n  return 1;\n}\n',
    'src/core/nested.ts': 'export const one = async () => {\n  async function two() {}\n  await two();\n};\n',
    'test/declared.ts': 'export function one(): number {\n  return 1;\n}\n',
    'src/core/arrow.ts': 'export const one = (): number => 1;\n',
    'src/core/generator.ts': 'export function* ones() {\n  yield 1;\n}\n',
    'src/core/async-generator.ts': 'export async function* ones() {\n  yield 1;\n}\n',
  });
  expect([...refused].sort()).toEqual(['src/core/declared.ts', 'src/core/nested.ts', 'test/declared.ts']);
});
