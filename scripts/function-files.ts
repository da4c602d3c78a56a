import type { Metafile } from 'esbuild';
import { billOf } from './bundle-bill.ts';
import { bundleLambda, type Lambda } from './bundle-lambdas.ts';
import { LICENSES_FILE, thirdPartyLicenses } from './third-party-licenses.ts';

export type ZipFiles = Readonly<Record<string, Uint8Array>>;

interface FunctionFiles {
  /** What each function's zip holds, by name. */
  readonly files: Readonly<Record<Lambda, ZipFiles>>;
  readonly metafiles: readonly Metafile[];
}

/** Bundles each function, with the licences of what is in it. Same source, same bytes. */
export const functionFiles = async (): Promise<FunctionFiles> => {
  const [inventory, rotation, notifier] = await Promise.all([
    filesOf('inventory'),
    filesOf('rotation'),
    filesOf('notifier'),
  ]);
  return {
    files: { inventory: inventory.files, rotation: rotation.files, notifier: notifier.files },
    metafiles: [inventory, rotation, notifier].map(({ metafile }) => metafile),
  };
};

const filesOf = async (name: Lambda): Promise<{ readonly files: ZipFiles; readonly metafile: Metafile }> => {
  const { contents, metafile } = await bundleLambda(name);
  const licenses = new TextEncoder().encode(thirdPartyLicenses(await billOf(metafile)));
  return { files: { 'index.mjs': contents, [LICENSES_FILE]: licenses }, metafile };
};
