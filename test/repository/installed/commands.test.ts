import { mkdtempSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPackage } from '../../../src/cli/deploy/package-folder.ts';
import { type Ended, type InstalledTarball, installedTarball } from '../../support/installed-tarball.ts';

let installed: InstalledTarball;
beforeAll(async () => {
  installed = await installedTarball();
}, 120_000);

/** `loaded`: the files that Node has loaded, not its own. */
const keyturn = async (...args: readonly string[]): Promise<Ended & { readonly loaded: readonly string[] }> => {
  const coverage = mkdtempSync(join(installed.home, 'loaded-'));
  const ended = await installed.keyturn(args, { NODE_V8_COVERAGE: coverage });
  return { ...ended, loaded: loadedFiles(coverage) };
};

const loadedFiles = (coverage: string): readonly string[] => {
  const told = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), 'utf8'));
  const urls: string[] = told.flatMap((text) => JSON.parse(text).result.map(({ url }: { url: string }) => url));
  return urls.flatMap((url) => (url.startsWith('file:') ? [fileURLToPath(url)] : []));
};

/** The packages that a chunk has code of. */
const packagesIn = (files: readonly string[]): ReadonlySet<string> => {
  const { outputs } = JSON.parse(readFileSync('dist/keyturn.meta.json', 'utf8'));
  const root = realpathSync(installed.folder);
  const inputs = files.flatMap((path) => Object.keys(outputs[path.slice(root.length + 1)]?.inputs ?? {}));
  return new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
};

const isSdk = (name: string): boolean => /^@(aws-sdk|smithy)\//.test(name);

describe('keyturn, installed from its tarball', { timeout: 120_000 }, () => {
  it('tells its version, and loads next to nothing for it', async () => {
    const { code, stdout, stderr, loaded } = await keyturn('--version');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect([code, stdout, stderr]).toEqual([0, `${version}\n`, '']);
    expect(loaded.length).toBeGreaterThanOrEqual(2);
    expect(loaded.reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThan(20_000);
    expect([...packagesIn(loaded)]).toEqual([]);
  });

  it('helps without the SDK, which plan needs', async () => {
    const help = await keyturn('--help');
    expect([help.code, help.stderr]).toEqual([0, '']);
    for (const verb of [
      'plan',
      'status',
      'explain',
      'apply',
      'rotate',
      'undo',
      'check',
      'deploy',
      'undeploy',
      'demo',
      'sandbox',
    ])
      expect(help.stdout).toMatch(new RegExp(`^  ${verb} `, 'm'));
    expect([...packagesIn(help.loaded)].filter(isSdk)).toEqual([]);
    expect([...packagesIn(help.loaded)]).toContain('commander');
    expect([...packagesIn((await keyturn('plan')).loaded)].filter(isSdk)).toContain('@aws-sdk/client-iam');
  });

  it('plays the demo, with no file but its own', async () => {
    const { code, stdout, loaded } = await keyturn('demo');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Applications interrupted +0 of [1-9]/);
    const own = join(realpathSync(installed.folder), '/');
    expect(loaded.filter((path) => !path.startsWith(own))).toEqual([]);
    expect(loaded.length).toBeGreaterThan(5);
  });

  it('brings the package that is deployed, whole', async () => {
    const { files } = await readPackage(join(installed.folder, 'dist', 'asa-iam-rotation'));
    expect(files.map(({ path }) => path.split('/')[0]).sort()).toEqual([
      ...Array<string>(6).fill('CloudFormation'),
      ...Array<string>(3).fill('Lambda'),
      'template',
    ]);
  });
});
