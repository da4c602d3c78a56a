import { parseArgs } from 'node:util';
import { makePackage } from './make-package.ts';

/** `npm run package`: writes the folders that go into the bucket. */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { out: { type: 'string', default: 'dist/asa-iam-rotation' } },
});
for (const path of await makePackage(values.out)) process.stdout.write(`${path}\n`);
