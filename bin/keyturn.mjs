#!/usr/bin/env node
// In a checkout: bundles the source when it is newer than the bundle. In a published package the bundle is there, and nothing is built.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, 'dist', 'keyturn.mjs');

const leave = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(2);
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  leave(`keyturn needs Node.js 20.19 or newer; this is ${process.versions.node}`);

const modifiedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Folders count too: theirs is the time at which a file was taken away. */
const newestIn = (folder) =>
  readdirSync(folder, { recursive: true }).reduce(
    (newest, name) => (name.endsWith('.test.ts') ? newest : Math.max(newest, modifiedAt(join(folder, name)))),
    modifiedAt(folder),
  );

const isCheckout = existsSync(join(root, 'src', 'cli'));
if (isCheckout) {
  if (!existsSync(join(root, 'node_modules', 'esbuild'))) leave('keyturn is not installed yet: run `npm install`');
  const newest = Math.max(newestIn(join(root, 'src')), modifiedAt(join(root, 'package.json')));
  if (newest >= modifiedAt(bundle)) {
    const { build } = await import('../scripts/build.mjs');
    await build().catch((error) => leave(`keyturn cannot be built: ${error.message}`));
  }
}

if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
await import(pathToFileURL(bundle).href);
