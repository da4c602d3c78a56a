import type { Operation } from '../../call.ts';
import { listRegions } from './list-regions.ts';

export const accountOperations: Readonly<Record<string, Operation>> = {
  ListRegions: listRegions,
};
