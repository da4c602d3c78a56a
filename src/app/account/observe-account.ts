import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import type { AccountPace } from '../limits/pace.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { type Candidates, discover, isYoung } from '../observe/candidates.ts';
import { type AccountInventory, firstRead, listedSecretOf } from '../observe/first-observation.ts';
import { planUser } from '../observe/plan-user.ts';
import { fail, newRecord, type UserRecord } from '../results/user-record.ts';
import { openAllowance } from './allowance.ts';
import { type Inventory, takeInventory, withSuspects } from './inventory.ts';
import { isRegularDay } from './regular-day.ts';
import type { AccountRequest } from './request.ts';
import { refuseIfElsewhere } from './rotated-elsewhere.ts';

/** One account, looked at: nothing was changed yet. */
export interface ObservedAccount {
  readonly candidates: Candidates;
  readonly records: readonly UserRecord[];
  /** What may be done here today: all accounts of a run are counted before the first asks to retire something. */
  readonly pace: AccountPace;
  /** On the account's regular day: what is in it, for the secrets of users that are gone. */
  readonly inventory: Inventory | undefined;
}

/** Picks candidates, looks at each, and decides under the account's breaker. */
export const observeAccount = async (context: AccountContext, request: AccountRequest): Promise<ObservedAccount> => {
  const candidates = await candidatesOf(context, request);
  const { known, inventory } = await takeInventory(context, {
    candidates,
    isRegular: request.users.length === 0 && isRegularDay(context.account.id, context.clock.now()),
  });
  const wanted = withoutYoung(context, candidates, known);
  const names = inventory ? await withSuspects(context, { ...candidates, names: wanted }, inventory) : wanted;
  // Before anybody is looked at: where an exemption cannot be looked up, nobody in the account is touched.
  if (names.length > 0) await context.exemptions();
  const { id, name } = context.account;
  request.report({ kind: 'account-started', id, name, users: names.length });
  const records = await mapConcurrent(names, context.settings.parallelUsers, (each) =>
    observeCandidate(context, request, { name: each, known }),
  );
  await refuseIfElsewhere(context, records, known.secrets);
  const counted = { records, keys: candidates.keys ?? 0, mode: request.mode, secrets: known.secrets };
  return { candidates, records, pace: openAllowance(context, request.pace, counted), inventory };
};

const candidatesOf = async (context: AccountContext, { users }: AccountRequest): Promise<Candidates> =>
  users.length > 0 ? { names: users, users: undefined, keys: undefined, rows: new Map() } : discover(context);

/** Several keys make a candidate, but the secrets may show that keyturn never had to do with any of them. */
const withoutYoung = (
  context: AccountContext,
  { names, rows }: Candidates,
  known: AccountInventory,
): readonly string[] => {
  if (known.secrets === undefined) return names;
  return names.filter((name) => {
    const row = rows.get(name);
    return row === undefined || listedSecretOf(context, known, name) !== undefined || !isYoung(context, row);
  });
};

const observeCandidate = async (
  context: AccountContext,
  request: AccountRequest,
  { name, known }: { readonly name: string; readonly known: AccountInventory },
): Promise<UserRecord> => {
  const record = newRecord(name);
  if (request.signal.aborted) {
    record.outcome = 'interrupted';
    return record;
  }
  try {
    record.planned = request.isForced
      ? await planUser(context, name, { forced: true, allowance: 'free' })
      : await firstRead(context, name, { mode: request.mode, inventory: known });
  } catch (error) {
    fail(record, error);
  }
  return record;
};
