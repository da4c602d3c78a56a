import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allGuards } from './all-guards.ts';
import type { Mutant } from './guards.ts';

/**
 * Takes each guard out in a copy of the project, and wants a test to fail. Prints a line each; exits 1 if one survives.
 */
const root = resolve('.');

const COPIED = [
  ...['src', 'test', 'infra', 'bench', 'scripts', 'bin', 'docs', 'README.md', 'LICENSE'],
  ...['package.json', 'package-lock.json', 'vitest.config.ts', 'tsconfig.json'],
];

const copyOfProject = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'keyturn-mutants-'));
  for (const name of COPIED) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};

const outcomeIn = async (
  copy: string,
  { tests, together = [], ...first }: Mutant,
): Promise<'killed' | 'survived' | 'not found'> => {
  const cuts = [first, ...together].map((cut) => ({ ...cut, path: join(copy, cut.file) }));
  const originals = new Map(cuts.map(({ path }) => [path, readFileSync(path, 'utf8')]));
  if (cuts.some(({ path, text }) => !originals.get(path)?.includes(text))) return 'not found';
  for (const { path, text, without } of cuts)
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(text, () => without),
    );
  const hasPassed = await passes(copy, [tests]);
  for (const [path, original] of originals) writeFileSync(path, original);
  return hasPassed ? 'survived' : 'killed';
};

const passes = (cwd: string, tests: readonly string[], options: readonly string[] = []): Promise<boolean> =>
  new Promise((end) => {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const run = spawn(process.execPath, [vitest, 'run', '--bail=1', ...options, ...tests], {
      cwd,
      stdio: options.length === 0 ? 'ignore' : 'inherit',
    });
    run.on('close', (code) => end(code === 0));
  });

const { values, positionals } = parseArgs({
  // Behind `node scripts/run.mjs FILE`: words of a guard's name; where to write the count.
  args: process.argv.slice(3),
  options: { json: { type: 'string' } },
  allowPositionals: true,
});
const wanted = positionals.join(' ');
const chosen = allGuards.filter(({ guard }) => guard.includes(wanted));
const waiting = [...chosen];
let killed = 0;

/** One after another in a copy of its own. */
const work = async (): Promise<void> => {
  const copy = copyOfProject();
  for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
    const outcome = await outcomeIn(copy, mutant);
    if (outcome === 'killed') killed += 1;
    process.stdout.write(`${outcome.padEnd(9)}  ${mutant.guard}  (${mutant.tests})\n`);
  }
  rmSync(copy, { recursive: true });
};

/** A test that fails anyway finds nothing out. */
const checkTests = async (): Promise<void> => {
  const copy = copyOfProject();
  const arePassed = await passes(copy, [...new Set(chosen.map(({ tests }) => tests))], ['--reporter=dot']);
  rmSync(copy, { recursive: true });
  if (!arePassed) throw new Error('with no guard taken out, a test fails in the copy of the project');
};

await checkTests();
await Promise.all(Array.from({ length: Math.min(4, availableParallelism(), chosen.length) }, work));
process.stdout.write(`\n${killed} of ${chosen.length} guards are held by a test\n`);
const violations = chosen.length - killed;
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ mutants: killed, violations })}\n`);
process.exitCode = killed === chosen.length ? 0 : 1;
