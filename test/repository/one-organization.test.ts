import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './architecture/sources.ts';

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);

it('a world is made in one place: every organization of a test begins with sandboxOrganization', () => {
  const callers = ['src', 'test', 'bench', 'infra', 'scripts']
    .flatMap(filesIn)
    .filter((path) => /\bcreateWorld[^[\w]/.test(readFileSync(join(root, path), 'utf8')))
    .sort();
  expect(callers).toEqual([
    'src/demo-organization/demo-organization.ts',
    'src/sandbox/organization.fixture.ts',
    'src/sandbox/world.test.ts',
    'src/sandbox/world.ts',
  ]);
});
