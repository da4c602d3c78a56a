import { writeFileSync } from 'node:fs';
import { collectNames } from '../test/repository/names/collect-names.ts';

/** `npm run names`: writes the list of names that a test holds the program to. */
const path = 'test/repository/pinned-names.txt';
writeFileSync(path, await collectNames());
process.stdout.write(`${path}\n`);
