import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import type { AccountPace } from '../limits/pace.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { type Candidates, discover, isYoung } from '../observe/candidates.ts';
import { firstRead, reportedPlanOf } from '../observe/first-observation.ts';
import { listOurSecrets } from '../observe/list-secrets.ts';
import { mayWait } from '../observe/observe-from-report.ts';
import { planUser } from '../observe/plan-user.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { fail, newRecord, type UserRecord } from '../results/user-record.ts';
import { secretName, userOfSecret } from '../secret/name.ts';
import { areOurs } from '../secret/tags.ts';
import { openAllowance } from './allowance.ts';
import { isRegularDay } from './regular-day.ts';
import type { AccountRequest } from './request.ts';

/** One account, looked at: nothing was changed yet. */
export interface ObservedAccount {
  readonly candidates: Candidates;
  readonly records: readonly UserRecord[];
  /** What may be done here today: all accounts of a run are counted before the first asks to retire something. */
  readonly pace: AccountPace;
  /** On the account's day of the week: what is in it, for the secrets of users that are gone. */
  readonly inventory: Inventory | undefined;
}

/** All users and all secrets of ours in one account. */
export interface Inventory {
  /** Ids by name. */
  readonly users: ReadonlyMap<string, string>;
  readonly secrets: ReadonlyMap<string, SecretDescription>;
}

/** Picks candidates, looks at each, and decides under the account's breaker. */
export const observeAccount = async (context: AccountContext, request: AccountRequest): Promise<ObservedAccount> => {
  const candidates = await candidatesOf(context, request);
  const isWeekly =
    request.mode === 'apply' && request.users.length === 0 && isRegularDay(context.account.id, context.clock.now());
  const secrets = candidates.names.length > 0 || isWeekly ? await listOurSecrets(context) : new Map();
  const inventory = isWeekly && secrets ? { users: await listUsers(context), secrets } : undefined;
  const wanted = withoutYoung(context, candidates, secrets);
  const names = inventory ? await withSuspects(context, { ...candidates, names: wanted }, inventory) : wanted;
  // Before anybody is looked at: where an exemption cannot be looked up, nobody in the account is touched.
  if (names.length > 0) await context.exemptions();
  const { id, name } = context.account;
  request.report({ kind: 'account-started', id, name, users: names.length });
  const records = await mapConcurrent(names, context.settings.parallelUsers, (each) =>
    observeCandidate(context, request, { name: each, candidates, secrets }),
  );
  const pace = openAllowance(context, request.pace, { records, keys: candidates.keys ?? 0, secrets });
  return { candidates, records, pace, inventory };
};

const candidatesOf = async (context: AccountContext, { users }: AccountRequest): Promise<Candidates> =>
  users.length > 0 ? { names: users, users: undefined, keys: undefined, rows: new Map() } : discover(context);

/** Several keys make a candidate, but the secrets may show that keyturn never had to do with any of them. */
const withoutYoung = (
  context: AccountContext,
  { names, rows }: Candidates,
  secrets: ReadonlyMap<string, SecretDescription> | undefined,
): readonly string[] => {
  if (secrets === undefined) return names;
  return names.filter((name) => {
    const row = rows.get(name);
    return row === undefined || secrets.has(secretName(context.account.id, name)) || !isYoung(context, row);
  });
};

const listUsers = async ({ session }: AccountContext): Promise<ReadonlyMap<string, string>> => {
  const users = new Map<string, string>();
  for await (const page of session.users.list()) for (const { name, id } of page) users.set(name, id);
  return users;
};

/**
 * Users whom their keys' ages do not show: those the report does not know, and those to whom something is owed that no
 * date will bring up - an owner not told, a secret whose current key is gone.
 */
const withSuspects = async (
  context: AccountContext,
  { names, rows }: Candidates,
  { users, secrets }: Inventory,
): Promise<readonly string[]> => {
  const suspects = new Set(names);
  // Without a report everybody was listed already.
  if (rows.size > 0) for (const name of users.keys()) if (!rows.has(name)) suspects.add(name);
  for (const secret of secrets.values()) {
    const name = userOfSecret(context.account.id, secret.name);
    if (name === undefined || suspects.has(name) || !users.has(name) || !areOurs(secret.tags, context.settings))
      continue;
    const seen = await reportedPlanOf(context, { rows, secrets }, name);
    if (seen === undefined || !mayWait(seen)) suspects.add(name);
  }
  return [...suspects];
};

interface Known {
  readonly name: string;
  readonly candidates: Candidates;
  readonly secrets: ReadonlyMap<string, SecretDescription> | undefined;
}

const observeCandidate = async (
  context: AccountContext,
  request: AccountRequest,
  { name, candidates, secrets }: Known,
): Promise<UserRecord> => {
  const record = newRecord(name);
  if (request.signal.aborted) {
    record.outcome = 'interrupted';
    return record;
  }
  try {
    record.planned = request.isForced
      ? await planUser(context, name, { forced: true, allowance: 'free' })
      : await firstRead(context, name, { mode: request.mode, inventory: { rows: candidates.rows, secrets } });
  } catch (error) {
    fail(record, error);
  }
  return record;
};
