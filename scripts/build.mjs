import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

/** Bundles the command line into dist/: an entry, and chunks that verbs load when they need them. */
export const build = async () => {
  const { outputFiles } = await esbuild.build({
    entryPoints: { keyturn: join(root, 'src', 'cli', 'main.ts') },
    outdir: dist,
    absWorkingDir: root,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    write: false,
    logLevel: 'silent',
  });
  mkdirSync(join(dist, 'chunks'), { recursive: true });
  // The entry comes last: whoever starts meanwhile finds the old entry, or the new one with all it needs.
  const isEntry = ({ path }) => basename(path) === 'keyturn.mjs';
  for (const file of outputFiles.filter((each) => !isEntry(each))) replace(file);
  for (const file of outputFiles.filter(isEntry)) replace(file);
  removeOldChunks(new Set(outputFiles.map(({ path }) => basename(path))));
};

const replace = ({ path, contents }) => {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`);
  writeFileSync(draft, contents);
  renameSync(draft, path);
};

/** A process that started before may still load its chunks for a while. */
const HOUR = 3_600_000;

const removeOldChunks = (current) => {
  const chunks = join(dist, 'chunks');
  for (const name of readdirSync(chunks)) {
    const path = join(chunks, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (!current.has(name) && age > HOUR) rmSync(path, { force: true });
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
