import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { billOf } from '../../../scripts/bundle-bill.ts';
import { type BundledFunction, bundleLambda } from '../../../scripts/bundle-lambdas.ts';
import { bundledPackages } from '../../../scripts/bundled-packages.ts';
import { LICENSES_FILE, thirdPartyLicenses } from '../../../scripts/third-party-licenses.ts';
import { type InstalledTarball, installedTarball } from '../../support/installed-tarball.ts';

let installed: InstalledTarball;
beforeAll(async () => {
  installed = await installedTarball();
}, 120_000);

const zipOf: Readonly<Record<BundledFunction, string>> = {
  inventory: 'account-inventory',
  rotation: 'access-key-rotation',
  notifier: 'notifier',
};

/** What esbuild says of a bundle, and the licences that travel with it. */
const commandLine = async () => ({
  metafile: JSON.parse(readFileSync('dist/keyturn.meta.json', 'utf8')) as Metafile,
  text: readFileSync(join(installed.folder, 'dist', LICENSES_FILE), 'utf8'),
});
const functionOf = async (name: BundledFunction) => {
  const folder = join(installed.folder, 'dist', 'asa-iam-rotation', 'Lambda');
  const zip = readdirSync(folder).find((each) => each.startsWith(zipOf[name])) ?? '';
  const { metafile, contents } = await bundleLambda(name);
  const files = unzipSync(readFileSync(join(folder, zip)));
  expect(Buffer.from(files['index.mjs'] ?? '').equals(contents)).toBe(true);
  return { metafile, text: Buffer.from(files[LICENSES_FILE] ?? '').toString('utf8') };
};

describe.each([
  ['the command line', commandLine],
  ['the inventory', () => functionOf('inventory')],
  ['the rotation', () => functionOf('rotation')],
  ['the notifier', () => functionOf('notifier')],
])('the licences of %s', (_, bundle) => {
  it('are those of the packages in its bundle, each with its text, and of no other', async () => {
    const { metafile, text } = await bundle();
    const packages = [...bundledPackages(metafile)];
    expect(packages.length).toBeGreaterThan(15);
    const titles = packages.map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      return `${name} ${version} (${license})`;
    });
    expect(
      text
        .split('\n')
        .filter((line) => /^\S+ \d+\.\d+\.\d+ \(.+\)$/.test(line))
        .sort(),
    ).toEqual(titles.sort());
    for (const [folder, own] of packages.map((each) => [each, licenseIn(each)] as const))
      expect(text.includes(own), `${folder} without its text`).toBe(true);
  });
});

/** What a package says of its licence; of those that say nothing, the words that everybody uses. */
const licenseIn = (folder: string): string => {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (folder.includes('@aws-lambda-powertools')) return 'MIT No Attribution\n\nPermission is hereby granted';
  if (file === undefined) expect(folder).toMatch(/@aws-sdk/);
  return readFileSync(file === undefined ? 'LICENSE' : join(folder, file), 'utf8')
    .replaceAll('\r\n', '\n')
    .trim();
};

const component = (id: string, files: Readonly<Record<string, string>>) => ({
  name: 'left-pad',
  version: '1.0.0',
  'bom-ref': 'left-pad@1.0.0',
  licenses: [{ license: { id } }],
  evidence: {
    licenses: Object.entries(files).map(([name, text]) => ({
      license: {
        name: `file: ${name}`,
        text: { content: Buffer.from(text).toString('base64'), encoding: 'base64' as const },
      },
    })),
  },
});

describe('a package is not shipped', () => {
  it.each(['AGPL-3.0-only', '(MIT OR GPL-3.0-or-later)', 'SEE LICENSE IN terms.txt', ''])('under %j', (id) => {
    const write = () => thirdPartyLicenses({ components: [component(id, { LICENSE: 'Terms' })] });
    expect(write).toThrow(`left-pad 1.0.0 (${id}): this licence is not one of those that may be shipped`);
  });

  it('without the text of its licence, be there a notice', () => {
    const write = () => thirdPartyLicenses({ components: [component('MIT', { NOTICE: 'Made by Ann' })] });
    expect(write).toThrow('left-pad 1.0.0 (MIT): the package brings no text of its licence');
  });
});

it('a notice stands beside its licence', () => {
  const text = thirdPartyLicenses({
    components: [component('Apache-2.0', { LICENSE: 'Terms', NOTICE: 'Made by Ann' })],
  });
  expect(text).toMatch(/left-pad 1\.0\.0 \(Apache-2\.0\)\n-+\n\nTerms\n\n-+\n\nMade by Ann\n/);
});

it('licence and notice of a package are found where they lie', async () => {
  const output = {
    bytes: 1,
    imports: [],
    exports: [],
    inputs: { 'node_modules/constructs/lib/index.js': { bytesInOutput: 1 } },
  };
  const text = thirdPartyLicenses(await billOf({ inputs: {}, outputs: { 'a.mjs': output } }));
  expect(text).toContain(readFileSync('node_modules/constructs/NOTICE', 'utf8').trim());
  expect(text).toContain(readFileSync('node_modules/constructs/LICENSE', 'utf8').trim());
});
