import type { Chance } from '../random.ts';
import type { Schedule } from './schedule.ts';

/** In every tenth story the secrets are in the account that keyturn runs in. */
export const withCentral = (chance: Chance, schedule: Schedule): Schedule =>
  chance.is(0.1) ? { ...schedule, isCentral: true } : schedule;
