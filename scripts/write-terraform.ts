import { writeFileSync } from 'node:fs';
import { synthesize } from '../infra/synthesize.ts';
import { moduleFiles } from '../infra/terraform/modules.ts';

/** `npm run terraform`: writes the variables, parameters and policies of the Terraform modules from the templates. */
const zips = { inventory: 'account-inventory.zip', rotation: 'access-key-rotation.zip', notifier: 'notifier.zip' };
for (const { path, text } of moduleFiles(synthesize(zips))) {
  writeFileSync(path, text);
  process.stdout.write(`${path}\n`);
}
