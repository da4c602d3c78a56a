import type { OwnParameters } from './names.ts';
import type { PlacedVersions } from './package-file.ts';

/** Which parameter of the main stack says the version of which zip. */
const zips = {
  InventoryCodeVersion: /^Lambda\/account-inventory-[^/]*\.zip$/,
  RotationCodeVersion: /^Lambda\/access-key-rotation-[^/]*\.zip$/,
  NotifierCodeVersion: /^Lambda\/notifier-[^/]*\.zip$/,
} as const;

/** The code that was uploaded or compared, and none that somebody puts in its place later. */
export const codeVersions = (versions: PlacedVersions): OwnParameters =>
  Object.fromEntries(
    Object.entries(zips).flatMap(([parameter, path]) => {
      const [, versionId] = [...versions].find(([file]) => path.test(file)) ?? [];
      return versionId === undefined ? [] : [[parameter, versionId]];
    }),
  );
