import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allGuards } from './all-guards.ts';
import type { Cut, Mutant } from './guards.ts';

/**
 * Takes each guard out in a copy of the project, and wants a test to fail. Prints a line each; exits 1 if one survives.
 */
const root = resolve('.');
const copy = mkdtempSync(join(tmpdir(), 'keyturn-mutants-'));
for (const name of ['src', 'test', 'package.json', 'vitest.config.ts', 'tsconfig.json'])
  cpSync(join(root, name), join(copy, name), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

const pathOf = (cut: Cut): string => join(copy, cut.file);

const fails = ({ tests, together = [], ...first }: Mutant): 'killed' | 'survived' | 'not found' => {
  const cuts = [first, ...together];
  const originals = new Map(cuts.map((cut) => [pathOf(cut), readFileSync(pathOf(cut), 'utf8')]));
  if (cuts.some((cut) => !originals.get(pathOf(cut))?.includes(cut.text))) return 'not found';
  for (const cut of cuts) {
    const source = readFileSync(pathOf(cut), 'utf8');
    writeFileSync(
      pathOf(cut),
      source.replace(cut.text, () => cut.without),
    );
  }
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--bail=1', tests], { cwd: copy, stdio: 'ignore' });
  for (const [path, original] of originals) writeFileSync(path, original);
  return status === 0 ? 'survived' : 'killed';
};

const { values, positionals } = parseArgs({
  // Behind `node scripts/run.mjs FILE`: words of a guard's name; where to write the count.
  args: process.argv.slice(3),
  options: { json: { type: 'string' } },
  allowPositionals: true,
});
const wanted = positionals.join(' ');
let killed = 0;
const chosen = allGuards.filter(({ guard }) => guard.includes(wanted));
for (const mutant of chosen) {
  const outcome = fails(mutant);
  if (outcome === 'killed') killed += 1;
  process.stdout.write(`${outcome.padEnd(9)}  ${mutant.guard}  (${mutant.tests})\n`);
}
rmSync(copy, { recursive: true });
process.stdout.write(`\n${killed} of ${chosen.length} guards are held by a test\n`);
const violations = chosen.length - killed;
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ mutants: killed, violations })}\n`);
process.exitCode = killed === chosen.length ? 0 : 1;
