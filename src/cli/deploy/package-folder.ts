import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Package, PackageFile } from '../../app/deploy/package-file.ts';
import { Fault } from '../../app/faults/fault.ts';

const FOLDERS = ['CloudFormation', 'Lambda', 'template'] as const;
const CHECKSUMS = 'SHA256SUMS';

/** Where keyturn itself lies: the package folder is in its dist. */
const root = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
};

/**
 * The package's folder. A checkout builds it each time: it is deterministic, and a stale one would undo what is
 * deployed.
 */
export const findPackage = async (given: string | undefined, say: (text: string) => void): Promise<string> => {
  if (given !== undefined) return given;
  const home = root();
  const folder = join(home, 'dist', 'asa-iam-rotation');
  if (!existsSync(join(home, 'src', 'cli'))) return folder;
  say('Building the package (npm run package) ...');
  await build(home);
  return folder;
};

const build = (cwd: string): Promise<void> =>
  new Promise((resolve, reject) => {
    execFile(
      'npm',
      ['run', '--silent', 'package'],
      { cwd, shell: process.platform === 'win32' },
      (error, _, stderr) => {
        if (error === null) return resolve();
        const why = stderr.trim().split('\n')[0] || error.message.split('\n')[0];
        reject(new Fault('package-unusable', `the package could not be built: ${why}`, { cause: error }));
      },
    );
  });

/** Reads the package, and refuses one that is not exactly what its checksums say. */
export const readPackage = async (folder: string): Promise<Package> => {
  const sums = await readChecksums(folder);
  const files = (await Promise.all(FOLDERS.map((name) => readFolder(folder, name)))).flat();
  const problems = [
    ...files.flatMap(({ path, sha256 }) => {
      const expected = sums.get(path);
      if (expected === undefined) return [`${path} is not listed in ${CHECKSUMS}`];
      return expected === sha256 ? [] : [`${path} is not what ${CHECKSUMS} says`];
    }),
    ...[...sums.keys()]
      .filter(
        (path) => FOLDERS.some((name) => path.startsWith(`${name}/`)) && !files.some((file) => file.path === path),
      )
      .map((path) => `${path} is missing`),
  ];
  if (problems.length > 0)
    throw new Fault(
      'package-unusable',
      [`the package in ${folder} is damaged:`, ...problems.map((each) => `  ${each}`)].join('\n'),
    );
  return { files };
};

const readChecksums = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const text = await readFile(join(folder, CHECKSUMS), 'utf8').catch((cause: unknown) => {
    throw new Fault('package-unusable', `there is no package in ${folder}`, { cause });
  });
  const lines = text.split('\n').flatMap((line) => {
    const [, sum = '', path = ''] = /^([0-9a-f]{64}) [ *](?:\.\/)?(.+)$/.exec(line) ?? [];
    return sum === '' ? [] : [[path, sum] as const];
  });
  return new Map(lines);
};

const readFolder = async (folder: string, name: string): Promise<PackageFile[]> => {
  const names = await readdir(join(folder, name), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const bytes = await readFile(file);
      const path = file.slice(join(folder, '/').length).replaceAll('\\', '/');
      return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
};
