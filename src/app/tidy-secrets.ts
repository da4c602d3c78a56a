import { DAY, type Instant, isOver } from '../core/time.ts';
import { createHand } from './hand.ts';
import { decodeInstant, encodeInstant, SCHEMA, tagKeys } from './notes.ts';
import type { SecretDescription } from './ports.ts';
import { secretNamePrefix, userOfSecret } from './secret-name.ts';
import type { Workplace } from './workplace.ts';

/** The secret of a user who was deleted is kept this long, then scheduled for deletion with Secrets Manager's longest window. */
const KEPT_DAYS = 30;
const RECOVERY_WINDOW_DAYS = 30;

/** One account a day of the week, so that no state is needed to spread the work. */
export const isTidyDay = ({ account, clock }: Workplace): boolean =>
  Number(BigInt(account.id) % 7n) === Math.floor(clock.now() / DAY) % 7;

/** Secrets of ours whose user is gone: noted first, and after 30 days scheduled for deletion. Failures wait for next week. */
export const tidySecrets = async (place: Workplace): Promise<void> => {
  try {
    for await (const page of place.session.vault.list(secretNamePrefix(place.account.id)))
      for (const secret of page) if (isOurs(place, secret)) await tidy(place, secret);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'an unknown failure';
    place.remark(`secrets of deleted users in ${place.account.id} could not be looked through: ${why}`);
  }
};

const isOurs = ({ settings }: Workplace, { tags, deletionAt }: SecretDescription): boolean =>
  deletionAt === undefined &&
  tags[tagKeys.deployment] === settings.deployment &&
  tags[tagKeys.schema] === SCHEMA &&
  tags[tagKeys.hold] === undefined;

const tidy = async (place: Workplace, secret: SecretDescription): Promise<void> => {
  const { session, clock, account } = place;
  const name = userOfSecret(account.id, secret.name);
  if (name === undefined) return;
  const user = await session.users.find(name);
  const isGone = user?.id !== secret.tags[tagKeys.userId];
  const goneSince = decodeInstant(secret.tags[tagKeys.gone]);
  const signed = createHand({ clock, deadline: place.deadline, claimedAt: undefined, observedAt: clock.now() }).check();
  if (!isGone) {
    if (secret.tags[tagKeys.gone] !== undefined) await session.vault.untag(secret.arn, [tagKeys.gone], signed);
  } else if (goneSince === undefined) {
    await session.vault.tag(secret.arn, { [tagKeys.gone]: encodeInstant(clock.now()) }, signed);
  } else if (isKeptLongEnough(goneSince, clock.now())) {
    await session.vault.scheduleDeletion(secret.arn, RECOVERY_WINDOW_DAYS, signed);
    place.remark(`the secret of ${name} (${account.id}), who was deleted, is scheduled for deletion`);
  }
};

const isKeptLongEnough = (since: Instant, now: Instant): boolean => isOver(since, KEPT_DAYS, now);
