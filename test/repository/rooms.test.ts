import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './architecture/sources.ts';

/** Rows of the table of CONTRIBUTING.md: a room of src, and the tests that cover it. */
const rows = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
  .split('\n')
  .map((line) => /^\| `(src\/[^`]+)` \| (.+) \|$/.exec(line))
  .flatMap((row) =>
    row ? [{ room: row[1] ?? '', tests: (row[2] ?? '').split(', ').map((path) => path.slice(1, -1)) }] : [],
  );

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`);

/** `src/app` is no room: each of its files stands in one. */
const rooms = foldersIn('src').flatMap((part) => {
  const hasFiles = readdirSync(join(root, part), { withFileTypes: true }).some((entry) => entry.isFile());
  return [...(hasFiles ? [part] : []), ...foldersIn(part)];
});

const holdsTests = (path: string): boolean => {
  const full = join(root, path);
  if (!existsSync(full)) return false;
  if (statSync(full).isFile()) return path.endsWith('.test.ts');
  return readdirSync(full, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.test.ts'));
};

describe('the table of CONTRIBUTING.md that says which tests cover which room', () => {
  it('has each room of src once, and no other', () => {
    expect(rooms.length).toBeGreaterThan(40);
    expect(rows.map(({ room }) => room).sort()).toEqual([...rooms].sort());
  });

  it('names tests that exist', () => {
    expect(rows.flatMap(({ tests }) => tests).filter((path) => !holdsTests(path))).toEqual([]);
  });
});
