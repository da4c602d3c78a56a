import type { Mask } from './mask.ts';
import type { NameList } from './name-list.ts';

/** Where names are put, and how data in them is made the same everywhere. */
export interface Recording {
  readonly names: NameList;
  readonly mask: Mask;
}
