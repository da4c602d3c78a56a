import { readdirSync } from 'node:fs';

/**
 * All tests of the core in one file, tables before laws: mutants are run against it, and most fail in a table of some
 * milliseconds, so that neither the thousands of cases of a law nor a module loader of each file's own is waited for.
 */
const core = new URL('../../src/core/', import.meta.url);
const isSlow = (file: string): boolean => /(laws|lifecycle)\.test\.ts$/.test(file);
const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
for (const file of [...files.filter((each) => !isSlow(each)), ...files.filter(isSlow)])
  await import(new URL(file, core).href);
