import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../tool.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** What the guide drops into the bucket, as `npm run package` has just written it. */
export interface PackagedFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

export const packagedFolder = async (): Promise<PackagedFolder> => {
  const path = await mkdtemp(join(tmpdir(), 'keyturn-folder-'));
  const script = (name: string) => join(root, 'scripts', name);
  const { code, stderr } = await run(process.execPath, [script('run.mjs'), 'scripts/package.ts', '--out', path]);
  if (code !== 0) throw new Error(`nothing was packaged:\n${stderr}`);
  return { path, remove: () => rm(path, { recursive: true }) };
};
