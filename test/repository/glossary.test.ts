import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sources } from './architecture/sources.ts';

const page = readFileSync('docs/glossary.md', 'utf8');

/** Types of src by how many files import them; what comes from a package is explained there. */
const importers = (): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { text } of sources)
    for (const [, names = ''] of text.matchAll(/^import (?:type )?\{([^}]*)\} from '\.[^']*';/gm))
      for (const name of names.split(',').map((each) => each.trim().replace(/^type /, '')))
        if (/^[A-Z][a-z]/.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

describe('docs/glossary.md', () => {
  const frequent = [...importers()].filter(([, files]) => files > 5).map(([name]) => name);

  it('explains every type that more than five files of src import', () => {
    expect(frequent.length).toBeGreaterThan(60);
    expect(frequent.filter((name) => !page.includes(`| \`${name}\``)).toSorted()).toEqual([]);
  });

  it('explains no type twice, and none that is gone', () => {
    const explained = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name);
    expect(new Set(explained).size).toBe(explained.length);
    const exported = new Set(
      sources.flatMap(({ text }) =>
        [...text.matchAll(/^export (?:interface|type|class) (\w+)/gm)].map(([, name]) => name),
      ),
    );
    expect(explained.filter((name) => !exported.has(name))).toEqual([]);
  });
});
