import { billOf } from './bundle-bill.ts';
import { functionFiles } from './function-files.ts';
import { writePackage } from './package-files.ts';
import { softwareBill } from './package-sbom.ts';

/** Bundles the functions and writes the folders that go into the bucket. Gives the paths, sorted. */
export const makePackage = async (folder: string): Promise<readonly string[]> => {
  const { files: functions, metafiles } = await functionFiles();
  return writePackage(folder, { functions, softwareBill: softwareBill(await billOf(...metafiles)) });
};
