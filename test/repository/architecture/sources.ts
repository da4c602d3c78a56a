import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Source {
  /** From the root of the checkout: `src/core/plan.ts`. */
  readonly path: string;
  readonly text: string;
}

export const root = fileURLToPath(new URL('../../..', import.meta.url));

const filesIn = (folder: string): readonly Source[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** All of a folder but its tests, which may put parts together. */
const sourcesIn = (folder: string): readonly Source[] =>
  filesIn(folder).filter(({ path }) => !/\.(test|fixture)\.ts$/.test(path));

export const sources = sourcesIn('src');
export const infraSources = sourcesIn('infra');

/** Tests too. */
export const everyFile = ['src', 'infra', 'bench', 'scripts', 'test'].flatMap(filesIn);
