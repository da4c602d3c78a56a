import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type InstalledTarball, installedTarball } from '../../support/installed-tarball.ts';

const MB = 1_000_000;

let installed: InstalledTarball;
beforeAll(async () => {
  installed = await installedTarball();
}, 120_000);

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));

describe('the tarball', () => {
  it('is small', () => {
    expect(statSync(installed.tarball).size).toBeLessThanOrEqual(6 * MB);
  });

  it('is one package, which needs no other', () => {
    expect(readdirSync(join(installed.folder, '..'))).toEqual(['keyturn']);
    const files = filesOf(installed.folder);
    expect(files.filter((path) => path.includes('node_modules'))).toEqual([]);
    const manifest = JSON.parse(readFileSync(join(installed.folder, 'package.json'), 'utf8'));
    for (const field of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'])
      expect(manifest[field], field).toBeUndefined();
  });

  it('holds what is run, what is deployed, and what must be told of them', () => {
    const kinds = filesOf(installed.folder).map((path) =>
      path.replace(/^dist\/chunks\/[\w-]+\.mjs$/, 'dist/chunks/*').replace(/-[0-9a-f]{12}\.zip$/, '-<hash>.zip'),
    );
    expect([...new Set(kinds)].sort()).toEqual([
      'LICENSE',
      'README.md',
      'bin/keyturn.mjs',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/asa-iam-rotation/CloudFormation/ASA-iam-key-auto-rotation-and-notifier-solution.yaml',
      'dist/asa-iam-rotation/CloudFormation/ASA-iam-key-auto-rotation-iam-assumed-roles.yaml',
      'dist/asa-iam-rotation/CloudFormation/ASA-iam-key-auto-rotation-list-accounts-role.yaml',
      'dist/asa-iam-rotation/CloudFormation/ASA-iam-key-auto-rotation-management-account.yaml',
      'dist/asa-iam-rotation/CloudFormation/ASA-iam-key-auto-rotation-vpc-endpoints.yaml',
      'dist/asa-iam-rotation/CloudFormation/ASA-iam-key-auto-rotation-watch.yaml',
      'dist/asa-iam-rotation/Lambda/access-key-rotation-<hash>.zip',
      'dist/asa-iam-rotation/Lambda/account-inventory-<hash>.zip',
      'dist/asa-iam-rotation/Lambda/notifier-<hash>.zip',
      'dist/asa-iam-rotation/SHA256SUMS',
      'dist/asa-iam-rotation/sbom.cdx.json',
      'dist/asa-iam-rotation/template/iam-auto-key-rotation-enforcement.html',
      'dist/chunks/*',
      'dist/keyturn.mjs',
      'dist/sbom.cdx.json',
      'keyturn.schema.json',
      'package.json',
      'terraform/README.md',
      ...['main', 'outputs', 'package', 'parameters', 'roles', 'situation', 'variables-of-parameters', 'variables'].map(
        (name) => `terraform/deployment/${name}.tf`,
      ),
      'terraform/deployment/versions.tf',
      ...['main', 'outputs', 'policies', 'variables', 'versions'].map((name) => `terraform/member-role/${name}.tf`),
    ]);
  });

  it('holds the chunks of this bundle, and none of an older one', () => {
    const chunks = filesOf(join(installed.folder, 'dist', 'chunks'));
    const { outputs } = JSON.parse(readFileSync('dist/keyturn.meta.json', 'utf8'));
    const made = Object.keys(outputs).flatMap((path) => /^dist\/chunks\/(.+\.mjs)$/.exec(path)?.[1] ?? []);
    expect(chunks.toSorted()).toEqual(made.toSorted());
  });

  it('tells nothing of the machine that made it', () => {
    for (const path of filesOf(installed.folder).filter((each) => !each.endsWith('.zip')))
      expect(readFileSync(join(installed.folder, path), 'utf8').includes(process.cwd()), path).toBe(false);
  });
});
