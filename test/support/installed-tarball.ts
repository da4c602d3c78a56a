import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject } from 'vitest';

/**
 * keyturn as people get it: packed by `npm pack`, installed by `npm install -g` without a network, far from the
 * checkout.
 */
export interface InstalledTarball {
  readonly tarball: string;
  /** The command `keyturn`. Its folder may be put into PATH. */
  readonly bin: string;
  /** Where npm has put the package. */
  readonly folder: string;
  /** An empty folder to work in. */
  readonly home: string;
  /** Runs the command in `home`, with these variables over those of a machine where AWS is not set up. */
  readonly keyturn: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ended>;
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Packed and installed once, for all tests of a worker; it goes when the tests end. */
export const installedTarball = (): Promise<InstalledTarball> => {
  installed ??= install();
  return installed;
};

let installed: Promise<InstalledTarball> | undefined;

const run = promisify(execFile);
const checkout = fileURLToPath(new URL('../..', import.meta.url));

const install = async (): Promise<InstalledTarball> => {
  const place = await mkdtemp(join(inject('temporaryFolder'), 'installed-'));
  const [packed, prefix, home] = [join(place, 'packed'), join(place, 'prefix'), join(place, 'home')];
  for (const folder of [packed, prefix, home]) await mkdir(folder);
  await run('npm', ['pack', '--pack-destination', packed], { cwd: checkout });
  const [name = 'npm packed nothing'] = await readdir(packed);
  const tarball = join(packed, name);
  await run('npm', ['install', '-g', '--offline', '--no-audit', '--no-fund', '--prefix', prefix, tarball], {
    cwd: home,
  });
  const bin = join(prefix, 'bin', 'keyturn');
  const folder = join(prefix, 'lib', 'node_modules', 'keyturn');
  return { tarball, bin, folder, home, keyturn: (args, env = {}) => keyturn({ bin, home }, args, env) };
};

const keyturn = (
  { bin, home }: Pick<InstalledTarball, 'bin' | 'home'>,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> => {
  const bare = { PATH: process.env.PATH, HOME: home, TMPDIR: home, NO_PROXY: '*', AWS_EC2_METADATA_DISABLED: 'true' };
  const options = { cwd: home, env: { ...bare, ...env }, timeout: 120_000, maxBuffer: 64 << 20 };
  return new Promise((resolve) => {
    execFile(bin, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
};
