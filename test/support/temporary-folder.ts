import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** For what several test files of a run share. */
    readonly temporaryFolder: string;
  }
}

/**
 * Folders for as long as the tests run: one for what test files share, and one for the temporary files of every test
 * and every program that a test starts. Each takes its own away: what is left there in the end fails the run.
 */
export const setup = (project: TestProject): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-tests-'));
  const [shared, everybodys] = [join(folder, 'shared'), join(folder, 'tmp')];
  for (const path of [shared, everybodys]) mkdirSync(path);
  project.provide('temporaryFolder', shared);
  process.env.TMPDIR = everybodys;
  // Newer versions of Node.js keep what npm compiled among the temporary files.
  process.env.NODE_DISABLE_COMPILE_CACHE = '1';
  return () => {
    const left = readdirSync(everybodys);
    rmSync(folder, { recursive: true, force: true });
    if (left.length === 0) return;
    // Vitest only prints what is thrown here.
    process.exitCode = 1;
    throw new Error(`tests left temporary files behind: ${left.join(', ')}`);
  };
};
