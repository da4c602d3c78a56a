import { inParallel } from '../concurrency/map-concurrent.ts';
import type { AccountPace } from '../limits/pace.ts';
import type { Workplace } from '../observe/account-context.ts';
import { type Candidates, discover, isYoung } from '../observe/candidates.ts';
import { firstLook, glimpseOf } from '../observe/first-observation.ts';
import { listOurSecrets } from '../observe/list-secrets.ts';
import { mayRest } from '../observe/observe-from-report.ts';
import { planUser } from '../observe/plan-user.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { fail, newRecord, type UserRecord } from '../results/user-record.ts';
import { secretName, userOfSecret } from '../secret/name.ts';
import { areOurs } from '../secret/tags.ts';
import { openAllowance } from './allowance.ts';
import { isWeeklyDay } from './regular-day.ts';
import type { AccountWork } from './request.ts';

/** One account, looked at: nothing was changed yet. */
export interface LookedAt {
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
export const lookAtAccount = async (place: Workplace, work: AccountWork): Promise<LookedAt> => {
  const candidates = await candidatesOf(place, work);
  const isWeekly = work.mode === 'apply' && work.users.length === 0 && isWeeklyDay(place.account.id, place.clock.now());
  const secrets = candidates.names.length > 0 || isWeekly ? await listOurSecrets(place) : new Map();
  const inventory = isWeekly && secrets ? { users: await listUsers(place), secrets } : undefined;
  const wanted = withoutYoung(place, candidates, secrets);
  const names = inventory ? await withSuspects(place, { ...candidates, names: wanted }, inventory) : wanted;
  // Before anybody is looked at: where an exemption cannot be looked up, nobody in the account is touched.
  if (names.length > 0) await place.exemptions();
  const { id, name } = place.account;
  work.report({ kind: 'account-started', id, name, users: names.length });
  const records = await inParallel(names, place.settings.parallelUsers, (each) =>
    lookAt(place, work, { name: each, candidates, secrets }),
  );
  const pace = openAllowance(place, work.pace, { records, keys: candidates.keys ?? 0, secrets });
  return { candidates, records, pace, inventory };
};

const candidatesOf = async (place: Workplace, { users }: AccountWork): Promise<Candidates> =>
  users.length > 0 ? { names: users, users: undefined, keys: undefined, rows: new Map() } : discover(place);

/** Several keys make a candidate, but the secrets may show that keyturn never had to do with any of them. */
const withoutYoung = (
  place: Workplace,
  { names, rows }: Candidates,
  secrets: ReadonlyMap<string, SecretDescription> | undefined,
): readonly string[] => {
  if (secrets === undefined) return names;
  return names.filter((name) => {
    const row = rows.get(name);
    return row === undefined || secrets.has(secretName(place.account.id, name)) || !isYoung(place, row);
  });
};

const listUsers = async ({ session }: Workplace): Promise<ReadonlyMap<string, string>> => {
  const users = new Map<string, string>();
  for await (const page of session.users.list()) for (const { name, id } of page) users.set(name, id);
  return users;
};

/**
 * Users whom their keys' ages do not show: those the report does not know, and those to whom something is owed that no
 * date will bring up - an owner not told, a secret whose current key is gone.
 */
const withSuspects = async (
  place: Workplace,
  { names, rows }: Candidates,
  { users, secrets }: Inventory,
): Promise<readonly string[]> => {
  const suspects = new Set(names);
  // Without a report everybody was listed already.
  if (rows.size > 0) for (const name of users.keys()) if (!rows.has(name)) suspects.add(name);
  for (const secret of secrets.values()) {
    const name = userOfSecret(place.account.id, secret.name);
    if (name === undefined || suspects.has(name) || !users.has(name) || !areOurs(secret.tags, place.settings)) continue;
    const seen = await glimpseOf(place, { rows, secrets }, name);
    if (seen === undefined || !mayRest(seen)) suspects.add(name);
  }
  return [...suspects];
};

interface Known {
  readonly name: string;
  readonly candidates: Candidates;
  readonly secrets: ReadonlyMap<string, SecretDescription> | undefined;
}

const lookAt = async (
  place: Workplace,
  work: AccountWork,
  { name, candidates, secrets }: Known,
): Promise<UserRecord> => {
  const record = newRecord(name);
  if (work.signal.aborted) {
    record.outcome = 'interrupted';
    return record;
  }
  try {
    record.planned = work.isForced
      ? await planUser(place, name, { forced: true, allowance: 'free' })
      : await firstLook(place, name, { mode: work.mode, foreknown: { rows: candidates.rows, secrets } });
  } catch (error) {
    fail(record, error);
  }
  return record;
};
