import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './sources.ts';

/**
 * The files that the linter refuses, under this project's own configuration, for what they import or name, and for a
 * function that is not an arrow.
 */
export const lintVerdicts = async (files: Readonly<Record<string, string>>): Promise<ReadonlySet<string>> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-architecture-'));
  try {
    await copyFile(join(root, 'biome.json'), join(folder, 'biome.json'));
    await cp(join(root, 'lint'), join(folder, 'lint'), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return refusedIn(await lint(folder));
  } finally {
    await rm(folder, { recursive: true });
  }
};

const lint = (cwd: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const args = [biome, 'lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'];
    execFile(process.execPath, args, { cwd, maxBuffer: 16 << 20 }, (error, stdout, stderr) => {
      if (stdout === '') reject(error ?? new Error(stderr));
      else resolve(stdout);
    });
  });

interface Diagnostic {
  readonly severity: string;
  readonly category: string;
  readonly location: { readonly path: string };
}

const refusedIn = (report: string): ReadonlySet<string> => {
  const { diagnostics }: { diagnostics: readonly Diagnostic[] } = JSON.parse(report);
  const refusals = diagnostics.filter(
    ({ severity, category }) => severity === 'error' && /noRestricted(Imports|Globals)$|^plugin$/.test(category),
  );
  return new Set(refusals.map(({ location }) => location.path));
};
