import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOP_OF_PART } from '../test/repository/architecture/arrows.ts';
import { lintOverrides } from '../test/repository/architecture/lint-rules.ts';
import { root, sources } from '../test/repository/architecture/sources.ts';
import { faultsOf, MOST_FILES, type Room, roomsIn, structureOf } from '../test/repository/architecture/structure.ts';

/** Prints how src is built, and exits 1 where a limit is broken; with `--write`, tells the linter the arrows first. */
const print = (): void => {
  const structure = structureOf(sources);
  const { cycles, backwards, fullest, medianFiles } = structure;
  const faults = faultsOf(structure);
  const lines = [
    `files: ${sources.length}, tests and fixtures not counted`,
    `import cycles, types included: ${cycles.length}`,
    `arrows that point backwards: ${backwards.length}`,
    `fullest folder: ${fullest.folder}, ${fullest.files} files (at most ${MOST_FILES}; one operation of the sandbox a file not counted)`,
    `median: ${medianFiles} files a folder`,
    ...roomsIn(sources).map(roomLine),
    ...faults.map((fault) => `BROKEN: ${fault}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (faults.length > 0) process.exitCode = 1;
};

const roomLine = ({ part, room, imports }: Room): string =>
  `${part}/${room === TOP_OF_PART ? '*.ts' : room} -> ${imports.join(', ') || 'none'}`;

/** The arrows come first among the overrides, so that what tests may do comes after them. */
const writeLintRules = (): void => {
  const file = join(root, 'biome.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  const others = config.overrides.filter((each: object) => !isArrow(each));
  writeFileSync(file, JSON.stringify({ ...config, overrides: [...lintOverrides(), ...others] }, undefined, 2));
  execFileSync('npx', ['biome', 'format', '--write', 'biome.json'], { cwd: root });
};

const isArrow = (override: object): boolean => JSON.stringify(override).includes('"noRestrictedImports":{"level"');

if (process.argv.includes('--write')) writeLintRules();
print();
