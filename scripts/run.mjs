// Runs a TypeScript file of this folder: node scripts/run.mjs scripts/write-docs.ts
import { mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [script = ''] = process.argv.slice(2);
const cache = join(root, 'node_modules', '.cache', 'keyturn');
mkdirSync(cache, { recursive: true });
const outfile = join(cache, `${basename(script, '.ts')}.mjs`);
// Put in its place at once: another run of the same script may read it.
const draft = `${outfile}.${process.pid}`;
await build({
  entryPoints: [join(root, script)],
  outfile: draft,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
});
renameSync(draft, outfile);
await import(pathToFileURL(outfile).href);
