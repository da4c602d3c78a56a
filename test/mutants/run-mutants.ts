import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { coreMutants } from './core-guards.ts';
import { type Mutant, mutants as shellMutants } from './guards.ts';

const mutants = [...shellMutants, ...coreMutants];

/** Takes each guard out in a copy of the project, and wants a test to fail. Prints a line each; exits 1 if one survives. */
const root = resolve('.');
const copy = mkdtempSync(join(tmpdir(), 'keyturn-mutants-'));
for (const name of ['src', 'test', 'package.json', 'vitest.config.ts', 'tsconfig.json'])
  cpSync(join(root, name), join(copy, name), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

const fails = ({ file, text, without, tests }: Mutant): 'killed' | 'survived' | 'not found' => {
  const path = join(copy, file);
  const original = readFileSync(path, 'utf8');
  if (!original.includes(text)) return 'not found';
  writeFileSync(
    path,
    original.replace(text, () => without),
  );
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--bail=1', tests], { cwd: copy, stdio: 'ignore' });
  writeFileSync(path, original);
  return status === 0 ? 'survived' : 'killed';
};

const wanted = process.argv.slice(3).join(' ');
let killed = 0;
const chosen = mutants.filter(({ guard }) => guard.includes(wanted));
for (const mutant of chosen) {
  const outcome = fails(mutant);
  if (outcome === 'killed') killed += 1;
  process.stdout.write(`${outcome.padEnd(9)}  ${mutant.guard}  (${mutant.tests})\n`);
}
rmSync(copy, { recursive: true });
process.stdout.write(`\n${killed} of ${chosen.length} guards are held by a test\n`);
process.exitCode = killed === chosen.length ? 0 : 1;
