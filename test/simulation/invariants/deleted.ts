import { DAY, HOUR } from '../../../src/core/time.ts';
import type { SandboxUser } from '../../../src/sandbox/model/iam.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { countRetired, stranded } from './deactivated.ts';
import { type KeyLedger, sync } from './ledger.ts';
import { checkToldDate } from './told-dates.ts';
import {
  currentKey,
  DRIFT,
  goneKey,
  isOursUntold,
  isR1,
  lastUseBefore,
  SKEW,
  secretOf,
  tellableUses,
  userNamed,
  violate,
} from './violate.ts';

/** S3, S4, S5, S10. */
export const keyDeleted = (environment: SimulatedEnvironment, run: Answered, { request }: Heard): void => {
  const { ledger, world } = environment;
  const key = ledger.keys.get(String(request.input.AccessKeyId));
  const user = userNamed(environment, request.input.UserName);
  if (key === undefined || user === undefined) return;
  environment.counters.deletions += 1;
  const wasActive = goneKey(environment, key.id)?.status === 'Active';
  sync(ledger, world, { by: 'keyturn' });
  const isTakenBack = key.run === run.run && key.storage?.kind === 'tombstone';
  if (isTakenBack) return;
  if (isR1(environment, user.userId)) return;
  if (wasActive) violate(environment, 'S4', `the active key ${key.id} of ${user.name} was deleted`);
  // Where the owner works with a key of his own, ours goes by a policy, and AWSCURRENT names it until the next
  // rotation.
  const isByPolicy =
    key.deactivations > 0 && key.by === 'keyturn' && environment.settings.policy.twoKeys === 'retire-idle';
  if (user.keys.length > 0 && !isByPolicy && currentKey(environment, secretOf(environment, user.name))?.id === key.id)
    violate(environment, 'S6', `${key.id}, which AWSCURRENT names, was deleted`);
  const isUntold = isOursUntold(environment, user, key);
  const why = isUntold ? whyNotQuarantined(environment, run.run, key) : whyNotRecovered(environment, run.run, key);
  if (why) violate(environment, 'S3', `${key.id} of ${user.name} was deleted: ${why}`);
  if (!isUntold) {
    countRetired(environment, user.userId);
    checkToldDate(environment, key, 'ANNOUNCE');
    const secret = secretOf(environment, user.name);
    const successor = currentKey(environment, secret);
    const isStored = key.storage?.kind === 'stored' && key.storage.arn === secret?.arn;
    // A last key that nobody used or fetched goes by a policy, and nothing takes its place.
    const isRetired = successor?.id === key.id && environment.settings.policy.unusedKeys === 'retire';
    const isPredecessor = !isRetired && (successor?.storage?.replaces === key.id || isStored);
    const isWorking = successor?.status === 'Active' && successor.verdict?.kind === 'verified';
    if (isPredecessor && !isWorking && !isInTheWay(environment, user, isByPolicy))
      violate(environment, 'S3', `${key.id} of ${user.name} was deleted, and its successor does not work`);
    // A key of his own that a person switched off left him without one: no act of ours did.
    const isEndedByUs = key.by === 'keyturn' || key.deactivations > 0;
    if (isPredecessor || (isRetired && isEndedByUs)) stranded(environment, user, key);
  }
};

/**
 * Its successor is gone, or is that very key, and what the user works with by now could get none while an inactive key
 * takes its place. `inactiveKeys` is about those that keyturn did not deactivate by a policy itself.
 */
const isInTheWay = ({ settings }: SimulatedEnvironment, user: SandboxUser, isByPolicy: boolean): boolean =>
  (isByPolicy || settings.policy.inactiveKeys !== 'report') && user.keys.some(({ status }) => status === 'Active');

/** Noted inactive by an earlier run, that long ago; used by nobody since. */
const whyNotSince = (
  environment: SimulatedEnvironment,
  run: string,
  { key, ms }: { readonly key: KeyLedger; readonly ms: number },
): string | undefined => {
  const note = key.notedInactive.find((each) => each.run !== run);
  if (note === undefined) return 'no earlier run noted it inactive';
  if (environment.world.now + SKEW < note.at + ms) return 'it was not inactive for long enough';
  const used = lastUseBefore(environment, key.id, tellableUses(environment));
  const last = key.notedInactive.at(-1)?.at ?? note.at;
  return used !== undefined && used > last + SKEW ? 'it was used since' : undefined;
};

const whyNotQuarantined = (environment: SimulatedEnvironment, run: string, key: KeyLedger): string | undefined => {
  const used = lastUseBefore(environment, key.id, tellableUses(environment));
  if (key.storage?.kind === 'tombstone' && used !== undefined) return 'it was condemned, but somebody used it';
  return whyNotSince(environment, run, { key, ms: DAY });
};

const whyNotRecovered = (environment: SimulatedEnvironment, run: string, key: KeyLedger): string | undefined => {
  const { policy } = environment.settings;
  const why = whyNotSince(environment, run, { key, ms: policy.recoveryGraceDays * DAY - DRIFT });
  if (why) return why;
  const since = key.notedInactive[0]?.at ?? 0;
  const announced = key.mails.find(({ kind, at }) => kind === 'ANNOUNCE' && at >= since - SKEW)?.at;
  if (announced === undefined) return 'its owner was not told before';
  return environment.world.now + SKEW < announced + 24 * HOUR ? 'it was announced too late' : undefined;
};
