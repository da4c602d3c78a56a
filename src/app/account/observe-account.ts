import { withKeyDenials } from '../limits/key-denials.ts';
import { type AccountPace, type RetiringUsers, retiredToday } from '../limits/pace.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { type Candidates, discover, isYoung } from '../observe/candidates.ts';
import { type AccountInventory, listedSecretOf, reportedPlanOf } from '../observe/first-observation.ts';
import { mayWait } from '../observe/observe-from-report.ts';
import type { ReportedPlan } from '../observe/plan-user.ts';
import type { ReportRow } from '../ports/iam.ts';
import { newRecord, type UserRecord } from '../results/user-record.ts';
import { userOfSecret } from '../secret/name.ts';
import { tagKeys } from '../secret/tags.ts';
import { type Inventory, takeInventory, withSuspects } from './inventory.ts';
import { knownDenials } from './known-denials.ts';
import { isRegularDay } from './regular-day.ts';
import type { AccountRequest } from './request.ts';
import { type Retirements, weighRetirements } from './retirements.ts';

/** One account, counted: nobody was looked at live, and nothing was changed. */
export interface ObservedAccount {
  readonly candidates: Candidates;
  readonly known: AccountInventory;
  /** Of everybody who is to be looked at, oldest key first; who only waits, by report and list, has his plan. */
  readonly records: readonly UserRecord[];
  /** What may be done here today: all accounts of a run are counted before the first asks to retire something. */
  readonly pace: AccountPace;
  readonly retirements: Retirements;
  /** On the account's regular day: what is in it, for the secrets of users that are gone. */
  readonly inventory: Inventory | undefined;
}

/**
 * Picks candidates, and counts what decides how much may be retired here, without a look at anybody. Whoever an earlier
 * visit of the same run has settled is left out.
 */
export const observeAccount = async (context: AccountContext, request: AccountRequest): Promise<ObservedAccount> => {
  const candidates = await candidatesOf(context, request);
  const { known, inventory } = await takeInventory(context, {
    candidates,
    isRegular: request.users.length === 0 && isRegularDay(context.account.id, context.clock.now()),
  });
  const wanted = withoutYoung(context, candidates, known);
  const all = inventory ? await withSuspects(context, { ...candidates, names: wanted }, inventory) : wanted;
  const { settled, retiring, held } = request.earlier;
  const names = all.filter((name) => !settled.has(name));
  // Before anybody is looked at: where an exemption cannot be looked up, nobody in the account is touched.
  if (names.length > 0) await context.exemptions();
  const { id, name } = context.account;
  request.report({ kind: 'account-started', id, name, users: names.length });
  const sorted = names.map(newRecord).toSorted(byOldestKeyIn(known));
  const isHeld = ({ name }: UserRecord) => held.has(name);
  const records = [...sorted.filter((record) => !isHeld(record)), ...sorted.filter(isHeld)];
  for (const record of records) record.isPolicyUnread = known.unread.has(record.name);
  if (!request.isForced) for (const record of records) record.planned = await waitingPlan(context, known, record);
  const keys = candidates.keys ?? 0;
  const retired =
    known.secrets && retiredToday(known.secrets.byName.values(), context.clock.now(), retiringUsers(context, known));
  const before = Math.max(retiring, retired ?? 0);
  const retirements = await weighRetirements(context, { records, keys, known, before, isHeld });
  const pace = withKeyDenials(request.pace.open({ keys, retiredToday: retired }), {
    ...knownDenials(records, known.secrets),
    mode: request.mode,
    now: context.clock.now(),
  });
  return { candidates, known, records, pace, retirements, inventory };
};

/**
 * By the id where the users were listed, else by the name in that of the secret: a report tells no ids. Where only
 * named users are looked at, nobody knows who else is there, and all count.
 */
const retiringUsers = ({ account, settings }: AccountContext, { rows, users }: AccountInventory): RetiringUsers => {
  const ids = users && new Set(users.values());
  return {
    deployment: settings.deployment,
    userOf: ({ name, tags }) => {
      const id = tags[tagKeys.userId];
      if (ids !== undefined) return id !== undefined && ids.has(id) ? id : undefined;
      const user = userOfSecret(account.id, name);
      return user !== undefined && (rows.size === 0 || rows.has(user)) ? user : undefined;
    },
  };
};

/** `undefined`: a live look is wanted. */
const waitingPlan = async (
  context: AccountContext,
  known: AccountInventory,
  { name }: UserRecord,
): Promise<ReportedPlan | undefined> => {
  const seen = await reportedPlanOf(context, known, name);
  return seen && mayWait(seen) ? seen : undefined;
};

/** Users of whom the report tells no date come last. */
const byOldestKeyIn =
  ({ rows }: AccountInventory) =>
  (a: UserRecord, b: UserRecord): number => {
    const [first, second] = [oldestKey(rows.get(a.name)), oldestKey(rows.get(b.name))];
    return first === second ? 0 : first - second;
  };

/** When the oldest key of a row was made; `Infinity` where that is not known. */
export const oldestKey = (row: ReportRow | undefined): number =>
  Math.min(Infinity, ...(row?.keys ?? []).map(({ createdAt = Infinity }) => createdAt));

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
