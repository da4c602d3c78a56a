import type { Metafile } from 'esbuild';

/** Where the packages lie that gave code to bundles, as the lockfile names these places. */
export const bundledPackages = (...metafiles: readonly Metafile[]): ReadonlySet<string> => {
  const files = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.entries(inputs))
    .flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
  return new Set(files.flatMap((path) => PACKAGE.exec(path)?.[0] ?? []));
};

/** Greedy: of a package in a package, the inner one. */
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
