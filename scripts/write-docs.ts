import { writeFileSync } from 'node:fs';
import { docPages } from '../src/cli/doc-pages.ts';

for (const { path, text } of docPages()) {
  writeFileSync(path, text);
  process.stdout.write(`${path}\n`);
}
