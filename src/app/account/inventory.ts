import { isAwsFault } from '../faults/aws-fault.ts';
import { inTime } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { Candidates } from '../observe/candidates.ts';
import { type AccountInventory, reportedPlanOf } from '../observe/first-observation.ts';
import { type ListedSecrets, noSecrets } from '../observe/list-secrets.ts';
import { mayWait } from '../observe/observe-from-report.ts';
import type { ListedUser } from '../ports/iam.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { userOfSecret } from '../secret/name.ts';
import { areOurs, tagKeys } from '../secret/tags.ts';
import { comparePolicies } from './compare-policies.ts';

/** All users and all secrets of ours in one account. */
export interface Inventory {
  /** Ids by name. */
  readonly users: ReadonlyMap<string, string>;
  readonly secrets: ListedSecrets;
  /** Users whose secrets' policies want a step. */
  readonly wanting: ReadonlySet<string>;
}

interface Taken {
  readonly known: AccountInventory;
  /** On the account's regular day, where all could be listed. */
  readonly inventory: Inventory | undefined;
}

/**
 * Lists our secrets where somebody is to be looked at. Users are listed on the account's regular day, and where the
 * user of a secret of ours has no row: renamed, or deleted.
 */
export const takeInventory = async (
  context: AccountContext,
  { candidates, isRegular }: { readonly candidates: Candidates; readonly isRegular: boolean },
): Promise<Taken> => {
  const { rows, names } = candidates;
  const secrets = names.length > 0 || isRegular ? await context.secrets() : noSecrets;
  const areListed = secrets !== undefined && (isRegular || isSomebodyMissing(context, candidates, secrets));
  const listed = areListed ? await listUsers(context) : undefined;
  const users = listed && new Map([...listed].map(([name, { id }]) => [name, id]));
  const isWhole = isRegular && secrets !== undefined && listed !== undefined;
  const unread = isWhole ? await leftToLooks(context, names, { rows, secrets, users }) : new Set<string>();
  const atRest = new Map([...(listed ?? [])].filter(([name]) => !unread.has(name)));
  const wanting = isWhole ? await comparePolicies(context, atRest, secrets) : new Set<string>();
  const inventory = isWhole && users ? { users, secrets, wanting } : undefined;
  return { known: { rows, secrets, users, wanting, unread }, inventory };
};

/** Users who have a step today, or are looked at live: these looks read the policy of the one secret they have. */
const leftToLooks = async (
  context: AccountContext,
  names: readonly string[],
  known: Pick<AccountInventory, 'rows' | 'secrets' | 'users'>,
): Promise<ReadonlySet<string>> => {
  const left = new Set<string>();
  for (const name of names) {
    const secrets = known.secrets?.byUserId.get(known.users?.get(name) ?? '') ?? [];
    if (secrets.length !== 1) continue;
    const seen = await reportedPlanOf(context, { ...known, wanting: new Set() }, name);
    if (seen === undefined || !mayWait(seen)) left.add(name);
  }
  return left;
};

/** Of a user who was found deleted that much is known already. */
const isSomebodyMissing = (context: AccountContext, { rows }: Candidates, { byName }: ListedSecrets): boolean =>
  rows.size > 0 &&
  [...byName.values()].some(({ name, tags }) => {
    const user = userOfSecret(context.account.id, name);
    const isOpen = areOurs(tags, context.settings) && tags[tagKeys.gone] === undefined;
    return isOpen && user !== undefined && !rows.has(user);
  });

const listUsers = async ({
  session,
  account,
  remark,
  ...time
}: AccountContext): Promise<ReadonlyMap<string, ListedUser> | undefined> => {
  const users = new Map<string, ListedUser>();
  try {
    for await (const page of inTime(session.users.list(), 'users', time))
      for (const user of page) users.set(user.name, user);
    return users;
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    remark(`account ${account.id}: whose secrets are those of renamed users could not be found: ${error.message}`);
    return undefined;
  }
};

/**
 * Users whom their keys' ages do not show: those the report does not know, and those to whom something is owed that no
 * date will bring up - an owner not told, a secret whose current key is gone.
 */
export const withSuspects = async (
  context: AccountContext,
  { names, rows }: Candidates,
  inventory: Inventory,
): Promise<readonly string[]> => {
  const suspects = new Set(names);
  // Without a report everybody was listed already.
  if (rows.size > 0) for (const name of inventory.users.keys()) if (!rows.has(name)) suspects.add(name);
  for (const [name, id] of inventory.users) {
    const secrets = inventory.secrets.byUserId.get(id) ?? [];
    if (suspects.has(name) || !secrets.some(({ tags }) => areOurs(tags, context.settings))) continue;
    if (await isOdd(context, { rows, inventory, name, secrets })) suspects.add(name);
  }
  return [...suspects];
};

interface Suspect {
  readonly rows: Candidates['rows'];
  readonly inventory: Inventory;
  readonly name: string;
  readonly secrets: readonly SecretDescription[];
}

/** Only what two answers say alike, and that says to wait, is believed. */
const isOdd = async (context: AccountContext, { rows, inventory, name, secrets }: Suspect): Promise<boolean> => {
  const seen = await reportedPlanOf(context, { rows, ...inventory }, name);
  return secrets.length > 1 || seen === undefined || !mayWait(seen);
};
