import type { PlannedFault } from '../schedule/schedule.ts';

/** What one request meets. */
export type Mishap = Pick<PlannedFault, 'fault' | 'minutes'>;
