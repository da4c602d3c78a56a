import type { Trouble } from '../schedule/schedule.ts';

/** What one request meets. */
export type Mishap = Pick<Trouble, 'fault' | 'minutes'>;
