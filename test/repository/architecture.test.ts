import { describe, expect, it } from 'vitest';
import { forbidden, importsOf, isAllowed, parts } from './architecture/arrows.ts';
import { lintVerdicts } from './architecture/lint-verdicts.ts';
import { offences, rightfulFiles } from './architecture/offences.ts';
import { infraSources, sources } from './architecture/sources.ts';

describe('the arrows between the parts', () => {
  it('are kept by every import in src', () => {
    const broken = sources.flatMap((source) =>
      importsOf(source)
        .filter((target) => !isAllowed(source.path, target))
        .map((target) => `${source.path} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('are seen in every part: none is empty, and none has imports that the scan does not find', () => {
    for (const part of parts) {
      const own = sources.filter(({ path }) => path.startsWith(`src/${part}/`));
      expect(own.length, part).toBeGreaterThan(5);
      expect(own.flatMap(importsOf).length, part).toBeGreaterThan(5);
    }
  });

  it('let infra know of src no more than names, defaults and the mail template', () => {
    const known =
      /^src\/(app\/(parameter-names|parse-settings-table|secret-name|deploy\/names)|notify\/built-in-template)\.ts$/;
    const imports = infraSources.flatMap(importsOf);
    expect(imports.length).toBeGreaterThan(50);
    expect(imports.filter((target) => target.startsWith('src/') && !known.test(target))).toEqual([]);
  });

  it('let core know no time, no chance and no process', () => {
    const impure = sources
      .filter(({ path }) => path.startsWith('src/core/'))
      .flatMap(({ path, text }) =>
        forbidden.filter((word) => word.test(text)).map((word) => `${path}: ${word.source}`),
      );
    expect(impure).toEqual([]);
  });
});

describe('the linter', () => {
  it('refuses a file for each arrow that it breaks, and no other', async () => {
    const verdicts = await lintVerdicts({ ...offences, ...rightfulFiles });
    expect(Object.keys(offences).filter((path) => !verdicts.has(path))).toEqual([]);
    expect(Object.keys(rightfulFiles).filter((path) => verdicts.has(path))).toEqual([]);
  });
});
