import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

/**
 * Bundles the command line and all that it needs into dist/: an entry, and chunks that verbs load when they need them.
 * Beside them lies what esbuild tells of the bundle: what is in it, file by file. `isOnly`: older chunks go at once.
 */
export const build = async ({ isOnly = false } = {}) => {
  const { outputFiles, metafile } = await esbuild.build({
    entryPoints: { keyturn: join(root, 'src', 'cli', 'main.ts') },
    outdir: dist,
    absWorkingDir: root,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    // Not minified: who installs it can read it, and what --debug tells has names without a source map.
    minify: false,
    sourcemap: true,
    sourcesContent: false,
    write: false,
    metafile: true,
    logLevel: 'silent',
    // A CommonJS dependency that asks for a part of Node does it by require.
    banner: {
      js: "import { createRequire as keyturnRequire } from 'node:module'; const require = keyturnRequire(import.meta.url);",
    },
  });
  mkdirSync(join(dist, 'chunks'), { recursive: true });
  // The entry comes last: whoever starts meanwhile finds the old entry, or the new one with all it needs.
  const isEntry = ({ path }) => basename(path) === 'keyturn.mjs';
  for (const file of outputFiles.filter((each) => !isEntry(each))) replace(file);
  replace({ path: join(dist, 'keyturn.meta.json'), contents: JSON.stringify(metafile) });
  for (const file of outputFiles.filter(isEntry)) replace(file);
  const current = new Set(outputFiles.map(({ path }) => basename(path)));
  removeChunks((name, age) => !current.has(name) && (isOnly || age > HOUR));
};

const replace = ({ path, contents }) => {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`);
  writeFileSync(draft, contents);
  renameSync(draft, path);
};

/** A process that started before may still load its chunks for a while. */
const HOUR = 3_600_000;

const removeChunks = (isOld) => {
  const chunks = join(dist, 'chunks');
  for (const name of readdirSync(chunks)) {
    const path = join(chunks, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (isOld(name, age)) rmSync(path, { force: true });
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await build({ isOnly: process.argv.includes('--only') });
