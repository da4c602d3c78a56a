import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { writePackage } from '../scripts/package-files.ts';
import { LICENSES_FILE } from '../scripts/third-party-licenses.ts';
import { builtInTemplate } from '../src/notify/built-in-template.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyturn-package-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stands in for the bundler. */
const functionsOf = (code: string) => {
  const filesOf = (name: string) => ({
    'index.mjs': Buffer.from(`${code} // ${name}`),
    [LICENSES_FILE]: Buffer.from('as is'),
  });
  return { inventory: filesOf('inventory'), rotation: filesOf('rotation'), notifier: filesOf('notifier') };
};

const packageAs = async (name: string, code = 'export const handler = () => 1;') => {
  const out = join(folder, name);
  const paths = await writePackage(out, { functions: functionsOf(code), softwareBill: '{}\n' });
  const read = (path: string): Buffer => readFileSync(join(out, path));
  return { paths, out, read, bytes: new Map(paths.map((path) => [path, read(path)])) };
};

const filesIn = (out: string): string[] =>
  readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(out.length + 1))
    .sort();

const OTHER_CODE = 'export const handler = () => 2;';

/** Two of the same source; then one of other code over an older one. */
const [first, second, renewed] = [
  await packageAs('first'),
  await packageAs('second'),
  await packageAs('second', OTHER_CODE),
];
const { paths, read, out } = first;

describe('the package', () => {
  it('has the folders of the guide, and no more', () => {
    expect(filesIn(out)).toEqual(paths);
    expect(paths.map((path) => path.replace(/-[0-9a-f]{12}(?=\.zip$)/, '-<hash>'))).toEqual([
      'CloudFormation/ASA-iam-key-auto-rotation-and-notifier-solution.yaml',
      'CloudFormation/ASA-iam-key-auto-rotation-iam-assumed-roles.yaml',
      'CloudFormation/ASA-iam-key-auto-rotation-list-accounts-role.yaml',
      'CloudFormation/ASA-iam-key-auto-rotation-management-account.yaml',
      'CloudFormation/ASA-iam-key-auto-rotation-vpc-endpoints.yaml',
      'CloudFormation/ASA-iam-key-auto-rotation-watch.yaml',
      'Lambda/access-key-rotation-<hash>.zip',
      'Lambda/account-inventory-<hash>.zip',
      'Lambda/notifier-<hash>.zip',
      'SHA256SUMS',
      'sbom.cdx.json',
      'template/iam-auto-key-rotation-enforcement.html',
    ]);
  });

  it('is the same, byte by byte, of the same source', () => {
    expect(second.paths).toEqual(paths);
    for (const path of paths) expect(second.bytes.get(path)?.equals(read(path)), path).toBe(true);
  });

  it('names new code anew, and the main template asks for it', () => {
    const zips = renewed.paths.filter((path) => path.startsWith('Lambda/'));
    expect(zips.filter((path) => paths.includes(path))).toEqual([]);
    const main = String(renewed.read('CloudFormation/ASA-iam-key-auto-rotation-and-notifier-solution.yaml'));
    for (const zip of zips) expect(main).toContain(`/${zip}`);
  });

  it('leaves nothing of an older package behind', () => {
    expect(filesIn(renewed.out)).toEqual(renewed.paths);
    expect(renewed.out).toBe(second.out);
  });

  it('has code and licences in each zip, which everybody may read', () => {
    for (const path of paths.filter((each) => each.endsWith('.zip'))) {
      const bytes = read(path);
      expect(Object.keys(unzipSync(bytes))).toEqual(['index.mjs', 'THIRD-PARTY-LICENSES.txt']);
      const entry = bytes.indexOf('PK\x01\x02');
      expect((bytes.readUInt32LE(entry + 38) >>> 16).toString(8)).toBe('100644');
    }
  });

  it('brings the template that is built in', () => {
    expect(String(read('template/iam-auto-key-rotation-enforcement.html'))).toBe(builtInTemplate);
  });

  it('has a checksum for each file', () => {
    const lines = String(read('SHA256SUMS')).trim().split('\n');
    expect(lines.map((line) => line.slice(66)).sort()).toEqual(paths.filter((path) => path !== 'SHA256SUMS'));
    for (const line of lines) {
      const [sum, path = ''] = line.split('  ');
      expect(createHash('sha256').update(read(path)).digest('hex'), path).toBe(sum);
    }
  });
});
