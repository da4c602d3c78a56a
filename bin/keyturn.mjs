#!/usr/bin/env node
// In a checkout: bundles the source when it is not what the bundle was made from. In a published package the bundle is
// there, and nothing is built.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, 'dist', 'keyturn.mjs');
const stamp = join(root, 'dist', 'built-from');

const leave = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(2);
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  leave(`keyturn needs Node.js 20.19 or newer; this is ${process.versions.node}`);

const isSource = (name) => name.endsWith('.ts') && !name.endsWith('.test.ts');

/** By content, not by time: clocks and clones may tell any time. */
const fingerprint = () => {
  const hash = createHash('sha1');
  for (const name of ['package.json', 'package-lock.json', 'scripts/build.mjs'])
    hash.update(readFileSync(join(root, name)));
  for (const name of readdirSync(join(root, 'src'), { recursive: true }).filter(isSource).sort())
    hash.update(name).update(readFileSync(join(root, 'src', name)));
  return hash.digest('hex');
};

const builtFrom = () => (existsSync(bundle) && existsSync(stamp) ? readFileSync(stamp, 'utf8') : '');

const isCheckout = existsSync(join(root, 'src', 'cli'));
if (isCheckout) {
  if (!existsSync(join(root, 'node_modules', 'esbuild'))) leave('keyturn is not installed yet: run `npm install`');
  const source = fingerprint();
  if (builtFrom() !== source) {
    const { build } = await import('../scripts/build.mjs');
    await build().catch((error) => leave(`keyturn cannot be built: ${error.message}`));
    writeFileSync(stamp, source);
  }
}

if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
await import(pathToFileURL(bundle).href);
