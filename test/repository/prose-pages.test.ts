import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './architecture/sources.ts';
import { wideProse } from './prose/wide-lines.ts';

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
];

it('no line of prose of a page is wider than 120 columns', () => {
  expect(pages.flatMap((path) => wideProse(path, readFileSync(join(root, path), 'utf8')))).toEqual([]);
});

it('prose is wide where it stands; tables, code and link definitions may be wide', () => {
  const wide = 'x '.repeat(61);
  const page = [wide, `| ${wide} |`, '```sh', wide, '```', `- ${wide}`, `[one]: ${wide}`, 'x'.repeat(130)].join('\n');
  expect(wideProse('a.md', page)).toEqual(['a.md:1', 'a.md:6']);
});
