import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Source {
  /** From the root of the checkout: `src/core/plan.ts`. */
  readonly path: string;
  readonly text: string;
}

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** All of a folder but its tests, which may put parts together. */
const sourcesIn = (folder: string): readonly Source[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

export const sources = sourcesIn('src');
export const infraSources = sourcesIn('infra');
