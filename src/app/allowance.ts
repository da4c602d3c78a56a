import { isDestructive } from '../core/step.ts';
import { isAwsFault } from './aws-fault.ts';
import { breakerState, type RunPace, retiredToday } from './pace.ts';
import { underAllowance } from './plan-user.ts';
import { secretNamePrefix } from './secret-name.ts';
import type { UserRecord } from './user-record.ts';
import type { Workplace } from './workplace.ts';

/**
 * What may be retired in this account today. Opens the breaker where too much would be, and answers with the question
 * that is asked before each retirement.
 */
export const openAllowance = async (
  place: Workplace,
  pace: RunPace,
  { records, keys }: { readonly records: readonly UserRecord[]; readonly keys: number },
): Promise<() => boolean> => {
  applyBreaker(place, records, keys);
  // A key that was retired today is still there, inactive: an account without candidates has retired none.
  const earlier = records.length > 0 ? await countEarlier(place) : 0;
  return pace.open({ keys, retiredToday: earlier }).take;
};

/** `undefined`: it cannot be counted, so nobody here is retired today; everything else goes on. */
const countEarlier = async ({ session, account, clock, remark }: Workplace): Promise<number | undefined> => {
  try {
    return await retiredToday(session.vault, secretNamePrefix(account.id), clock.now());
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    remark(`account ${account.id}: no key is retired, since today's retirements cannot be counted: ${error.message}`);
    return undefined;
  }
};

const isRetirement = ({ planned }: UserRecord): boolean => planned !== undefined && isDestructive(planned.plan.step);

/** More retirements in one day than an account should ever see: none is carried out, and a person is asked. */
const applyBreaker = (place: Workplace, records: readonly UserRecord[], keys: number): void => {
  const retiring = records.filter(isRetirement);
  if (breakerState(place.settings.breaker, retiring.length, keys) === 'free') return;
  for (const record of retiring)
    record.planned = record.planned && underAllowance(place, record.planned, 'breaker-open');
};
