import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './architecture/sources.ts';
import { wideComments } from './prose/wide-lines.ts';

const folders = ['src', 'infra', 'test', 'bench', 'scripts', 'bin', '.ci'];

const codeFiles = folders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  )
  .filter((path) => /\.(ts|mjs|js)$|^\.ci\/run$/.test(path));

it('no line of a comment is wider than 120 columns', () => {
  const wide = codeFiles.flatMap((path) => wideComments(path, readFileSync(join(root, path), 'utf8')));
  expect(codeFiles).toContain('.ci/run');
  expect(wide).toEqual([]);
}, 60_000);

it('a comment is wide where it stands, and a string that looks like one is none', () => {
  const wide = 'x'.repeat(118);
  const code = `// ${wide}\nconst a = '// ${wide}';\n/**\n * ${wide}\n */\nconst b = 1;\n{\n  // ${wide}\n}\n`;
  expect(wideComments('a.ts', code)).toEqual(['a.ts:1', 'a.ts:4', 'a.ts:8']);
  expect(wideComments('run', `echo ${wide}\n#  ${wide}\n`)).toEqual(['run:2']);
  expect(wideComments('a.ts', `// ${wide.slice(1)}\n`)).toEqual([]);
});
