import { DAY, isOver } from '../core/time.ts';
import { createHand } from './hand.ts';
import { decodeInstant, encodeInstant, SCHEMA, tagKeys } from './notes.ts';
import type { SecretDescription, Session, Signed, UserDetails } from './ports.ts';
import { secretNamePrefix, userOfSecret } from './secret-name.ts';
import type { Workplace } from './workplace.ts';

/** The secret of a user who was deleted is kept this long, then scheduled for deletion with Secrets Manager's longest window. */
const KEPT_DAYS = 30;
const RECOVERY_WINDOW_DAYS = 30;

/** One account a day of the week, so that no state is needed to spread the work. */
export const isTidyDay = ({ account, clock }: Workplace): boolean =>
  Number(BigInt(account.id) % 7n) === Math.floor(clock.now() / DAY) % 7;

/**
 * Secrets of ours whose user is gone are noted first, and after 30 days scheduled for deletion; one that somebody scheduled
 * for deletion while its user lives is restored. Failures wait for next week.
 */
export const tidySecrets = async (place: Workplace): Promise<void> => {
  try {
    for await (const page of place.session.vault.list(secretNamePrefix(place.account.id)))
      for (const secret of page) if (isOurs(place, secret)) await tidy(place, secret);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'an unknown failure';
    place.remark(`secrets of deleted users in ${place.account.id} could not be looked through: ${why}`);
  }
};

const isOurs = ({ settings }: Workplace, { tags }: SecretDescription): boolean =>
  tags[tagKeys.deployment] === settings.deployment &&
  tags[tagKeys.schema] === SCHEMA &&
  tags[tagKeys.hold] === undefined;

const tidy = async (place: Workplace, secret: SecretDescription): Promise<void> => {
  const name = userOfSecret(place.account.id, secret.name);
  if (name === undefined) return;
  const user = await place.session.users.find(name);
  if (user !== undefined && user.id === secret.tags[tagKeys.userId]) return keep(place, secret, user);
  if (secret.deletionAt === undefined) await letGo(place, secret, name);
};

/** The user is alive: nobody may lose the credential in this secret, however young the key is. */
const keep = async (
  place: Workplace,
  { arn, tags, deletionAt }: SecretDescription,
  user: UserDetails,
): Promise<void> => {
  const isExempt = (await place.exemptions())(user) !== undefined;
  if (isExempt) return;
  const { vault } = place.session;
  if (deletionAt !== undefined) await vault.restore(arn, signedNow(place));
  if (tags[tagKeys.gone] !== undefined) await vault.untag(arn, [tagKeys.gone], signedNow(place));
};

const letGo = async (place: Workplace, { arn, tags }: SecretDescription, name: string): Promise<void> => {
  const { session, clock, account, remark } = place;
  const goneSince = decodeInstant(tags[tagKeys.gone]);
  if (goneSince === undefined) {
    await session.vault.tag(arn, { [tagKeys.gone]: encodeInstant(clock.now()) }, signedNow(place));
  } else if (isOver(goneSince, KEPT_DAYS, clock.now())) {
    if (await isRenamed(session, tags[tagKeys.userId]))
      return remark(`the user of ${name} (${account.id}) was renamed: the secret stays`);
    await session.vault.scheduleDeletion(arn, RECOVERY_WINDOW_DAYS, signedNow(place));
    remark(`the secret of ${name} (${account.id}), who was deleted, is scheduled for deletion`);
  }
};

/** The id outlives the name: a renamed user is alive, and may read this secret. */
const isRenamed = async ({ users }: Session, id: string | undefined): Promise<boolean> => {
  for await (const page of users.ids()) if (page.some((each) => each === id)) return true;
  return false;
};

const signedNow = ({ clock, deadline }: Workplace): Signed =>
  createHand({ clock, deadline, claimedAt: undefined, observedAt: clock.now() }).check();
