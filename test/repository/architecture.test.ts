import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layers, partNames } from './architecture/arrows.ts';
import { cyclesIn } from './architecture/cycles.ts';
import { importsOf, isAllowed } from './architecture/imports.ts';
import { lintOverrides, roomsOf } from './architecture/lint-rules.ts';
import { lintVerdicts } from './architecture/lint-verdicts.ts';
import { brokenImports, offences, rightfulFiles } from './architecture/offences.ts';
import { forbidden } from './architecture/pure.ts';
import { everyFile, infraSources, root, sources } from './architecture/sources.ts';
import { faultsOf, MOST_FILES, roomsIn, structureOf } from './architecture/structure.ts';

const inPart = (part: string) => sources.filter(({ path }) => path.startsWith(`src/${part}/`));

describe('the arrows between the parts, and between the rooms of app and aws', () => {
  it('are kept by every import in src', () => {
    expect(structureOf(sources).backwards).toEqual([]);
  });

  it('refuse each import that breaks one', () => {
    const resolved = ({ path, target }: (typeof brokenImports)[number]) =>
      target.startsWith('.') ? posix.join(posix.dirname(path), target) : target;
    expect(brokenImports.length).toBeGreaterThan(200);
    expect(brokenImports.filter((each) => isAllowed(each.path, resolved(each)))).toEqual([]);
    // An adapter may know the shapes of a use case, and never calls one.
    expect(isAllowed('src/aws/s3/run-store.ts', 'src/app/run-bucket/ports.ts')).toBe(true);
    expect(isAllowed('src/aws/s3/run-store.ts', 'src/app/fan-out/visit-account.ts')).toBe(false);
    expect(isAllowed('src/notify/notifier.ts', 'src/app/run/run.ts')).toBe(false);
    expect(isAllowed('src/notify/notifier.ts', 'src/app/execute/rotate.ts')).toBe(false);
  });

  it('are seen in every part: none is empty, and none has imports that the scan does not find', () => {
    for (const part of partNames.filter((name) => name !== 'text')) {
      expect(inPart(part).length, part).toBeGreaterThan(5);
      expect(inPart(part).flatMap(importsOf).length, part).toBeGreaterThan(5);
    }
    expect(inPart('text').flatMap(importsOf)).not.toEqual([]);
    expect(roomsIn(sources).filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(12);
  });

  it('name every room that there is, and so does the page', () => {
    for (const part of Object.keys(layers) as (keyof typeof layers)[]) {
      const rooms = new Set(inPart(part).map(({ path }) => path.split('/').slice(2, -1)[0] ?? ''));
      expect([...rooms].sort(), part).toEqual([...roomsOf(part)].sort());
      const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
      for (const room of rooms) expect(page).toContain(`| \`${room === '' ? 'connect.ts' : room}\` | `);
    }
  });

  it('let infra know of src no more than names, defaults, two tables of networks and the mail template', () => {
    const known =
      /^src\/(app\/(settings\/(stack-parameters|table)|secret\/(name|tags)|deploy\/(names|network\/(endpoint-services|network-needs)))|notify\/built-in-template)\.ts$/;
    const imports = infraSources.flatMap(importsOf);
    expect(imports.length).toBeGreaterThan(50);
    expect(imports.filter((target) => target.startsWith('src/') && !known.test(target))).toEqual([]);
  });

  it('let core know no time, no chance and no process', () => {
    const impure = inPart('core').flatMap(({ path, text }) =>
      forbidden.filter((word) => word.test(text)).map((word) => `${path}: ${word.source}`),
    );
    expect(impure).toEqual([]);
  });
});

describe('files', () => {
  it('never import each other in a circle, types included', () => {
    expect(everyFile.length).toBeGreaterThan(900);
    expect(cyclesIn(everyFile)).toEqual([]);
  });

  it('that do are found, the long way round too', () => {
    const file = (path: string, ...targets: string[]) => ({
      path,
      text: targets.map((target) => `import type { A } from '${target}';`).join('\n'),
    });
    const round = [file('a/1.ts', './2.ts'), file('a/2.ts', '../b/3.ts'), file('b/3.ts', '../a/1.ts')];
    const aside = [file('a/4.ts', './1.ts'), file('a/5.ts', './5.ts')];
    expect(cyclesIn([...aside, ...round]).map((each) => each.toSorted())).toEqual([
      ['a/1.ts', 'a/2.ts', 'b/3.ts'],
      ['a/5.ts'],
    ]);
  });

  it('are few enough in each folder', () => {
    expect(faultsOf(structureOf(sources))).toEqual([]);
    const crowd = Array.from({ length: MOST_FILES + 1 }, (_, index) => ({ path: `src/text/${index}.ts`, text: '' }));
    expect(faultsOf(structureOf(crowd))).toEqual([`src/text has ${MOST_FILES + 1} files: ${MOST_FILES} at most`]);
  });
});

describe('the linter', () => {
  it('refuses a file for each arrow that it breaks, and no other', async () => {
    const verdicts = await lintVerdicts({ ...offences, ...rightfulFiles });
    expect(Object.keys(offences).filter((path) => !verdicts.has(path))).toEqual([]);
    expect(Object.keys(rightfulFiles).filter((path) => verdicts.has(path))).toEqual([]);
  });

  it('is told the same arrows: else run npm run structure -- --write', () => {
    const { overrides } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    expect(overrides.slice(0, lintOverrides().length)).toEqual(lintOverrides());
  });
});
