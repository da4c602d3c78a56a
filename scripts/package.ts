import { parseArgs } from 'node:util';
import { bundleLambdas } from './bundle-lambdas.ts';
import { writePackage } from './package-files.ts';
import { softwareBill } from './package-sbom.ts';

/** `npm run package`: writes the folders that go into the bucket. */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { out: { type: 'string', default: 'dist/asa-iam-rotation' } },
});
for (const path of await writePackage(values.out, { bundle: bundleLambdas, softwareBill }))
  process.stdout.write(`${path}\n`);
