import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}

const { devDependencies = {} } = read('package.json') as Record<string, Record<string, string>>;
const packages = Object.entries(read('package-lock.json').packages as Record<string, Locked>).filter(
  ([path]) => path !== '',
);

const namesOf = (wanted: (locked: Locked) => boolean): readonly string[] =>
  packages.filter(([, locked]) => wanted(locked)).map(([path]) => path);

it('every dependency is pinned to one version', () => {
  const loose = Object.entries(devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  expect(Object.keys(devDependencies).length).toBeGreaterThan(20);
  expect(loose).toEqual([]);
});

it('every package that is installed is known by its hash, and comes from no address of its own', () => {
  expect(packages.length).toBeGreaterThan(100);
  // What is packed inside another package is known by that one's hash.
  expect(namesOf(({ integrity = '', inBundle }) => inBundle !== true && !integrity.startsWith('sha512-'))).toEqual([]);
  const registry = 'https://registry.npmjs.org/';
  expect(namesOf(({ resolved = registry }) => !resolved.startsWith(registry))).toEqual([]);
});

it('no package runs a program when it is installed, but the bundler, which only builders need', () => {
  expect(namesOf(({ hasInstallScript }) => hasInstallScript === true)).toEqual(['node_modules/esbuild']);
});

it('whoever installs keyturn installs nothing else: what it needs is in its bundle', () => {
  expect(Object.keys(read('package.json')).filter((field) => /dependencies$/i.test(field))).toEqual([
    'devDependencies',
  ]);
});
