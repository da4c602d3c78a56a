import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { leaner } from './leaner-lambdas.ts';

export const lambdas = ['inventory', 'rotation', 'notifier'] as const;

export type BundledFunction = (typeof lambdas)[number];

/** Bundles each function into `<outDir>/<function>/index.mjs`, and tells where. Same source, same bytes. */
export const bundleLambdas = async (outDir: string): Promise<Readonly<Record<BundledFunction, string>>> => {
  const paths = await Promise.all(
    lambdas.map(async (name): Promise<[BundledFunction, string]> => {
      const { contents } = await bundleLambda(name);
      const folder = join(outDir, name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'index.mjs'), contents);
      return [name, join(folder, 'index.mjs')];
    }),
  );
  return Object.fromEntries(paths) as Record<BundledFunction, string>;
};

/** One function's bundle, and what each file gave to it. */
export const bundleLambda = async (
  name: BundledFunction,
): Promise<{ readonly contents: Uint8Array; readonly metafile: Metafile }> => {
  const { outputFiles, metafile } = await build({ ...options, entryPoints: [join('src', 'lambda', `${name}.ts`)] });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild made nothing of ${name}`);
  return { contents: file.contents, metafile };
};

const options = {
  bundle: true,
  minify: true,
  treeShaking: true,
  legalComments: 'none',
  sourcemap: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  outfile: 'index.mjs',
  write: false,
  metafile: true,
  logLevel: 'silent',
  plugins: [leaner],
  // A CommonJS dependency that asks for a part of Node does it by require.
  banner: {
    js: "import{createRequire as keyturnRequire}from'node:module';const require=keyturnRequire(import.meta.url);",
  },
} satisfies BuildOptions;
