import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from './synthesize.ts';
import { templateText } from './yaml.ts';

/** To read them: what is deployed is written by `npm run package`, which knows the zips. */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { out: { type: 'string', default: 'dist/templates' } },
});
mkdirSync(values.out, { recursive: true });
const zips = { inventory: 'account-inventory.zip', rotation: 'access-key-rotation.zip', notifier: 'notifier.zip' };
for (const [file, template] of Object.entries(synthesize(zips))) {
  const path = join(values.out, file);
  writeFileSync(path, templateText(template));
  process.stdout.write(`${path}\n`);
}
