import { writeFileSync } from 'node:fs';
import { docPages } from '../src/cli/doc-pages.ts';
import { writtenSafety } from './write-safety.ts';

for (const { path, text } of [...docPages(), writtenSafety()]) {
  writeFileSync(path, text);
  process.stdout.write(`${path}\n`);
}
