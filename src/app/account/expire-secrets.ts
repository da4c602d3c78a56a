import { isOver } from '../../core/time.ts';
import { createRequestFence } from '../execute/request-fence.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { Signed } from '../ports/clock.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { keyOfLabel } from '../secret/labels.ts';
import { userOfSecret } from '../secret/name.ts';
import { areOurs, decodeInstant, encodeInstant, tagKeys } from '../secret/tags.ts';
import type { Inventory } from './inventory.ts';

/**
 * The secret of a user who was deleted is kept this long, then scheduled for deletion with Secrets Manager's longest
 * window.
 */
const KEPT_DAYS = 30;
const RECOVERY_WINDOW_DAYS = 30;

/**
 * Secrets of ours whose user is gone are noted first, and after 30 days scheduled for deletion; one that somebody
 * scheduled for deletion while its user lives, under whatever name, is restored. The list of secrets may be minutes
 * late: nothing is done before a live look. Failures wait for the next regular day.
 */
export const expireSecrets = async (context: AccountContext, { users, secrets }: Inventory): Promise<void> => {
  const names = new Map([...users].map(([name, id]) => [id, name]));
  for (const secret of secrets.byName.values()) if (isOurBusiness(context, secret)) await tidy(context, secret, names);
};

const isOurBusiness = ({ settings }: AccountContext, { tags, isRotationEnabled }: SecretDescription): boolean =>
  areOurs(tags, settings) && !isRotationEnabled;

/** One secret that cannot be tidied is no reason to leave the others. */
const tidy = async (
  context: AccountContext,
  secret: SecretDescription,
  names: ReadonlyMap<string, string>,
): Promise<void> => {
  const madeFor = userOfSecret(context.account.id, secret.name);
  const owner = secret.tags[tagKeys.userId];
  if (madeFor === undefined || owner === undefined) return;
  const name = names.get(owner);
  const isInOrder = name === undefined ? secret.deletionAt !== undefined : !isGoing(secret);
  if (isInOrder) return;
  try {
    if (name !== undefined && !(await isThere(context, name, owner))) return;
    const live = await context.session.secretStore.describe(secret.arn);
    if (live === undefined || live.tags[tagKeys.userId] !== owner || !isOurBusiness(context, live)) return;
    if (name !== undefined) await keep(context, live);
    else if (live.deletionAt === undefined) await letGo(context, live, madeFor);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'an unknown failure';
    context.remark(`the secret ${secret.name} (${context.account.id}) could not be tidied up: ${why}`);
  }
};

/** On its way out, though its user lives: not an empty secret that keyturn itself took back. */
const isGoing = ({ tags, deletionAt, labels: byVersion }: SecretDescription): boolean => {
  const isOfKeys = Object.values(byVersion).some((on) => on.some((label) => keyOfLabel(label) !== undefined));
  const isTakenBack = tags[tagKeys.denied] !== undefined && !isOfKeys;
  return (deletionAt !== undefined && !isTakenBack) || tags[tagKeys.gone] !== undefined;
};

/** Under this name there is that very user, and nobody exempted him. */
const isThere = async (context: AccountContext, name: string, id: string): Promise<boolean> => {
  const user = await context.session.users.find(name);
  return user?.id === id && (await context.exemptions()).ofLive(user) === undefined;
};

/** The user is alive: nobody may lose the credential in this secret, however young the key is. */
const keep = async (context: AccountContext, { arn, tags, deletionAt }: SecretDescription): Promise<void> => {
  const { secretStore } = context.session;
  if (deletionAt !== undefined) await secretStore.restore(arn, signedNow(context));
  if (tags[tagKeys.gone] !== undefined) await secretStore.untag(arn, [tagKeys.gone], signedNow(context));
};

/** `name`: whom the secret was made for. */
const letGo = async (context: AccountContext, { arn, tags }: SecretDescription, name: string): Promise<void> => {
  const { session, clock, account, remark } = context;
  const goneSince = decodeInstant(tags[tagKeys.gone]);
  if (goneSince === undefined) {
    await session.secretStore.tag(arn, { [tagKeys.gone]: encodeInstant(clock.now()) }, signedNow(context));
  } else if (isOver(goneSince, KEPT_DAYS, clock.now())) {
    await session.secretStore.scheduleDeletion(arn, RECOVERY_WINDOW_DAYS, signedNow(context));
    remark(`the secret of ${name} (${account.id}), who was deleted, is scheduled for deletion`);
  }
};

const signedNow = ({ clock, deadline }: AccountContext): Signed =>
  createRequestFence({ clock, deadline, claimedAt: undefined, observedAt: clock.now() }).now();
