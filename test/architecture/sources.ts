import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Source {
  /** From the root of the checkout: `src/core/plan.ts`. */
  readonly path: string;
  readonly text: string;
}

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** All of src but its tests, which may put parts together. */
export const sources: readonly Source[] = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .sort()
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
