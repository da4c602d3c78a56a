import { isDestructive } from '../core/step.ts';
import { breakerState, type RunPace, retiredToday } from './pace.ts';
import { underAllowance } from './plan-user.ts';
import type { SecretDescription } from './ports.ts';
import type { UserRecord } from './user-record.ts';
import type { Workplace } from './workplace.ts';

export interface Counted {
  readonly records: readonly UserRecord[];
  readonly keys: number;
  /** Our secrets in the account; `undefined`: they could not be listed, so nobody here is retired today. */
  readonly secrets: ReadonlyMap<string, SecretDescription> | undefined;
}

/**
 * What may be retired in this account today. Opens the breaker where too much would be, and answers with the question
 * that is asked before each retirement.
 */
export const openAllowance = (
  place: Workplace,
  pace: RunPace,
  { records, keys, secrets }: Counted,
): (() => boolean) => {
  applyBreaker(place, records, keys);
  return pace.open({ keys, retiredToday: secrets && retiredToday(secrets.values(), place.clock.now()) }).take;
};

const isRetirement = ({ planned }: UserRecord): boolean => planned !== undefined && isDestructive(planned.plan.step);

/** More retirements in one day than an account should ever see: none is carried out, and a person is asked. */
const applyBreaker = (place: Workplace, records: readonly UserRecord[], keys: number): void => {
  const retiring = records.filter(isRetirement);
  if (breakerState(place.settings.breaker, retiring.length, keys) === 'free') return;
  for (const record of retiring)
    record.planned = record.planned && underAllowance(place, record.planned, 'breaker-open');
};
