// Makes `npm start` and `npm test` work in a fresh clone: installs what package-lock.json says, when it is not
// installed yet.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`keyturn needs Node.js 20.19 or newer; this is ${process.versions.node}\n`);
  process.exit(2);
}

const modifiedAt = (...path) => statSync(join(root, ...path), { throwIfNoEntry: false })?.mtimeMs;

// npm writes this file at the end of every install.
const installedAt = modifiedAt('node_modules', '.package-lock.json');
const lockedAt = modifiedAt('package-lock.json');

if (installedAt === undefined || (lockedAt !== undefined && installedAt < lockedAt)) {
  process.stderr.write('Installing dependencies as package-lock.json says ...\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, before] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const { status } = spawnSync(command, [...before, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    process.stderr.write('The install failed: see above, then run `npm install` yourself.\n');
    process.exit(2);
  }
}
