import type { Operation } from '../../call.ts';
import { lookupEvents } from './lookup-events.ts';

export const cloudTrailOperations: Readonly<Record<string, Operation>> = {
  LookupEvents: lookupEvents,
};
