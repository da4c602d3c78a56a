import { isDestructive } from '../../core/step.ts';
import { withKeyDenials } from '../limits/key-denials.ts';
import { type AccountPace, breakerState, type RunPace, retiredToday } from '../limits/pace.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { ListedSecrets } from '../observe/list-secrets.ts';
import { underAllowance } from '../observe/plan-user.ts';
import type { UserRecord } from '../results/user-record.ts';
import { knownDenials } from './known-denials.ts';

export interface Counted {
  readonly records: readonly UserRecord[];
  readonly keys: number;
  readonly mode: 'plan' | 'apply';
  /** Our secrets in the account; `undefined`: they could not be listed, so nobody here is retired today. */
  readonly secrets: ListedSecrets | undefined;
}

/**
 * What may be done in this account today. Opens the breaker where too much would be retired, and answers with the
 * questions that are asked before each retirement and each new key.
 */
export const openAllowance = (
  context: AccountContext,
  pace: RunPace,
  { records, keys, secrets, mode }: Counted,
): AccountPace => {
  applyBreaker(context, records, keys);
  const now = context.clock.now();
  const open = pace.open({ keys, retiredToday: secrets && retiredToday(secrets.byName.values(), now) });
  return withKeyDenials(open, { ...knownDenials(records, secrets), mode, now });
};

const isRetirement = ({ planned }: UserRecord): boolean => planned !== undefined && isDestructive(planned.plan.step);

/** More retirements in one day than an account should ever see: none is carried out, and a person is asked. */
const applyBreaker = (context: AccountContext, records: readonly UserRecord[], keys: number): void => {
  const retiring = records.filter(isRetirement);
  if (breakerState(context.settings.breaker, retiring.length, keys) === 'free') return;
  for (const record of retiring)
    record.planned = record.planned && underAllowance(context, record.planned, 'breaker-open');
};
