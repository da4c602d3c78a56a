import type { ReportRow } from '../ports/iam.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { secretName } from '../secret/name.ts';
import type { AccountContext } from './account-context.ts';
import type { ListedSecrets } from './list-secrets.ts';
import { mayWait, planFromReport } from './observe-from-report.ts';
import { type Planned, planUser, type ReportedPlan } from './plan-user.ts';

/** What is known of an account's users before anybody is looked at live. */
export interface AccountInventory {
  readonly rows: ReadonlyMap<string, ReportRow>;
  /** Secrets of ours; `undefined`: they could not be listed. */
  readonly secrets: ListedSecrets | undefined;
  /** Ids by name, where the users were listed: a report tells none. */
  readonly users: ReadonlyMap<string, string> | undefined;
  /** Users of whose secrets a policy was read today that wants a step: these are looked at live. */
  readonly wanting: ReadonlySet<string>;
  /** Users of whose secrets the policy was not compared today, since a look at them reads it. */
  readonly unread: ReadonlySet<string>;
}

/**
 * The secret of a user of this name: by the id where that is known, else by the name, which a live look never trusts.
 */
export const listedSecretOf = (
  { account }: AccountContext,
  { secrets, users }: Pick<AccountInventory, 'secrets' | 'users'>,
  name: string,
): SecretDescription | undefined => {
  if (users === undefined) return secrets?.byName.get(secretName(account.id, name));
  const id = users.get(name);
  return id === undefined ? undefined : secrets?.byUserId.get(id)?.[0];
};

/** The reported plan of one user, where report and list have both. */
export const reportedPlanOf = async (
  context: AccountContext,
  inventory: Omit<AccountInventory, 'unread'>,
  name: string,
): Promise<ReportedPlan | undefined> => {
  if (inventory.wanting.has(name)) return undefined;
  const row = inventory.rows.get(name);
  const secret = listedSecretOf(context, inventory, name);
  return row && secret && planFromReport(context, row, secret);
};

/**
 * The first read of a user: the reported snapshot where that is enough, else a live read. What a reported plan leads to
 * is carried out only after a live read under a claim has confirmed it.
 */
export const firstRead = async (
  context: AccountContext,
  name: string,
  { mode, inventory }: { readonly mode: 'plan' | 'apply'; readonly inventory: AccountInventory },
): Promise<Planned | undefined> => {
  const seen = await reportedPlanOf(context, inventory, name);
  const enough = seen && (await enoughFor(context, mode, seen));
  return enough ?? planUser(context, name, { forced: false, allowance: 'free' });
};

const enoughFor = async (
  context: AccountContext,
  mode: 'plan' | 'apply',
  seen: ReportedPlan,
): Promise<ReportedPlan | undefined> => {
  if (mayWait(seen)) return seen;
  if (mode === 'plan') return undefined;
  switch (seen.plan.step.kind) {
    case 'ROTATE':
    case 'DEACTIVATE':
      return seen;
    case 'DELETE':
      return stillInactive(context, seen);
    default:
      return undefined;
  }
};

/** The first of the two live reads that must agree before a key is deleted. */
const stillInactive = async (context: AccountContext, seen: ReportedPlan): Promise<ReportedPlan | undefined> => {
  const at = context.clock.now();
  const { observation } = seen.snapshot;
  const live = await context.session.users.keys(observation.user.name);
  const isSame =
    live.length === observation.keys.length &&
    live.every(({ id, status }) => observation.keys.some((key) => key.id === id && key.status === status));
  return isSame ? { ...seen, snapshot: { ...seen.snapshot, observation: { ...observation, at } } } : undefined;
};
