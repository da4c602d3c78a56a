import { zipSync } from 'fflate';

/** The earliest that a zip can say, in its own way without a time zone. */
const NO_TIME = new Date(1980, 0, 1);

/** A zip without a trace of when and where it was made; everybody may read what is in it. */
export const zipOf = (files: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipSync(files, { level: 9, mtime: NO_TIME, os: UNIX, attrs: (0o100644 << 16) >>> 0 });

const UNIX = 3;
