import { writeFileSync } from 'node:fs';
import { docPages } from '../src/cli/doc-pages.ts';
import { optionsPage } from './options-page.ts';
import { writtenSafety } from './write-safety.ts';

for (const { path, text } of [...docPages(), optionsPage(), writtenSafety()]) {
  writeFileSync(path, text);
  process.stdout.write(`${path}\n`);
}
