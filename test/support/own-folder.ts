import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder for the test that asks for it, which goes when that test ends. */
export const ownFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
