import { isDestructive } from '../../core/step.ts';
import { breakerState } from '../limits/pace.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { type AccountInventory, reportedPlanOf } from '../observe/first-observation.ts';
import type { UserRecord } from '../results/user-record.ts';

/**
 * How many keys of an account would be retired today. The whole account is weighed before the first of them goes, also
 * where its users are looked at in batches: whoever was not looked at yet counts, unless report and list show that
 * there is nothing to retire.
 */
export interface Retirements {
  /** After each look at a user: what it led to. */
  readonly count: (record: UserRecord) => void;
  /** A look led to retire a key of this user, whatever became of it. */
  readonly has: (record: UserRecord) => boolean;
  /** Report, list or a look show somebody of whom a key may be retired. */
  readonly areAny: () => boolean;
  /** `undecided`: it depends on users who were not looked at yet. */
  readonly breaker: () => 'free' | 'breaker-open' | 'undecided';
}

export interface Weighed {
  readonly records: readonly UserRecord[];
  readonly keys: number;
  readonly known: AccountInventory;
  /** What was retired since the last daily run, or weighed by earlier visits of this run: it counts all the same. */
  readonly before: number;
  /** An earlier visit of this run saw that he is to lose a key. */
  readonly isHeld: (record: UserRecord) => boolean;
}

export const weighRetirements = async (
  context: AccountContext,
  { records, keys, known, before, isHeld }: Weighed,
): Promise<Retirements> => {
  const { breaker } = context.settings;
  const retiring = new Set(records.filter(isHeld));
  const possible = new Set<UserRecord>();
  for (const record of records)
    if (!isHeld(record) && record.planned === undefined && (await mayRetire(context, known, record.name)))
      possible.add(record);
  return {
    count: (record) => {
      possible.delete(record);
      if (isRetirement(record)) retiring.add(record);
      else retiring.delete(record);
    },
    has: (record) => retiring.has(record),
    areAny: () => possible.size + retiring.size > 0,
    breaker: () => {
      const certain = before + retiring.size;
      if (breakerState(breaker, certain, keys) === 'breaker-open') return 'breaker-open';
      return breakerState(breaker, certain + possible.size, keys) === 'free' ? 'free' : 'undecided';
    },
  };
};

export const isRetirement = ({ planned }: Pick<UserRecord, 'planned'>): boolean =>
  planned !== undefined && isDestructive(planned.plan.step);

/**
 * On the word of report and list, where these tell enough to plan by; without that, whoever has more than one active
 * key, or may lose an unused one by policy.
 */
const mayRetire = async (context: AccountContext, known: AccountInventory, name: string): Promise<boolean> => {
  const seen = await reportedPlanOf(context, known, name);
  if (seen !== undefined) return isDestructive(seen.plan.step);
  const keys = known.rows.get(name)?.keys;
  const [key, ...others] = keys ?? [];
  if (key === undefined || others.length > 0 || key.status === 'Inactive') return true;
  return context.settings.policy.unusedKeys === 'retire';
};
