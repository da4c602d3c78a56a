import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { bundleLambda, lambdas } from './bundle-lambdas.ts';
import { bundledPackages } from './bundled-packages.ts';
import { shippedAdvisories } from './shipped-advisories.ts';

/**
 * `npm run audit`: the advisories on what is in the bundles. To npm all of it is a tool, which `--omit=dev` leaves out.
 */
const functions = await Promise.all(lambdas.map(async (name) => (await bundleLambda(name)).metafile));
const shipped = bundledPackages(JSON.parse(readFileSync('dist/keyturn.meta.json', 'utf8')), ...functions);
const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: 64 << 20 });
const audit: unknown = JSON.parse(stdout);
if (typeof audit === 'object' && audit !== null && 'error' in audit) {
  // In npm's own words, which CI looks for: such a registry knows nothing, be it good or bad.
  process.stderr.write(`audit endpoint returned an error: ${'message' in audit ? audit.message : ''}\n`);
  process.exit(1);
}
const advisories = shippedAdvisories(audit, shipped);
process.stdout.write(
  `${[...advisories, `${advisories.length} advisories on ${shipped.size} packages that are shipped`].join('\n')}\n`,
);
process.exitCode = advisories.length === 0 ? 0 : 1;
