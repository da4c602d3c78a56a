import { DAY, HOUR } from '../../../src/core/time.ts';
import type { User } from '../../../src/sandbox/model/iam.ts';
import type { Stage } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { countRetired, stranded } from './deactivated.ts';
import { type KeyStory, sync } from './ledger.ts';
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
export const keyDeleted = (stage: Stage, run: Answered, { request }: Heard): void => {
  const { ledger, world } = stage;
  const key = ledger.keys.get(String(request.input.AccessKeyId));
  const user = userNamed(stage, request.input.UserName);
  if (key === undefined || user === undefined) return;
  stage.counters.deletions += 1;
  const wasActive = goneKey(stage, key.id)?.status === 'Active';
  sync(ledger, world, { by: 'keyturn' });
  const isTakenBack = key.run === run.run && key.fate?.kind === 'tombstone';
  if (isTakenBack) return;
  if (isR1(stage, user.userId)) return;
  if (wasActive) violate(stage, 'S4', `the active key ${key.id} of ${user.name} was deleted`);
  if (user.keys.length > 0 && currentKey(stage, secretOf(stage, user.name))?.id === key.id)
    violate(stage, 'S6', `${key.id}, which AWSCURRENT names, was deleted`);
  const isUntold = isOursUntold(stage, user, key);
  const why = isUntold ? whyNotQuarantined(stage, run.run, key) : whyNotRecovered(stage, run.run, key);
  if (why) violate(stage, 'S3', `${key.id} of ${user.name} was deleted: ${why}`);
  if (!isUntold) {
    countRetired(stage, user.userId);
    const secret = secretOf(stage, user.name);
    const successor = currentKey(stage, secret);
    const isStored = key.fate?.kind === 'stored' && key.fate.arn === secret?.arn;
    const isPredecessor = successor?.fate?.replaces === key.id || isStored;
    const isWorking = successor?.status === 'Active' && successor.verdict?.kind === 'verified';
    if (isPredecessor && !isWorking && !isInTheWay(stage, user))
      violate(stage, 'S3', `${key.id} of ${user.name} was deleted, and its successor does not work`);
    if (isPredecessor) stranded(stage, user, key);
  }
};

/** Its successor is gone, and what the user works with by now could get none while an inactive key takes its place. */
const isInTheWay = ({ settings }: Stage, user: User): boolean =>
  settings.policy.inactiveKeys !== 'report' && user.keys.some(({ status }) => status === 'Active');

/** Noted inactive by an earlier run, that long ago; used by nobody since. */
const whyNotSince = (
  stage: Stage,
  run: string,
  { key, ms }: { readonly key: KeyStory; readonly ms: number },
): string | undefined => {
  const note = key.notedInactive.find((each) => each.run !== run);
  if (note === undefined) return 'no earlier run noted it inactive';
  if (stage.world.now + SKEW < note.at + ms) return 'it was not inactive for long enough';
  const used = lastUseBefore(stage, key.id, tellableUses(stage));
  const last = key.notedInactive.at(-1)?.at ?? note.at;
  return used !== undefined && used > last + SKEW ? 'it was used since' : undefined;
};

const whyNotQuarantined = (stage: Stage, run: string, key: KeyStory): string | undefined => {
  const used = lastUseBefore(stage, key.id, tellableUses(stage));
  if (key.fate?.kind === 'tombstone' && used !== undefined) return 'it was condemned, but somebody used it';
  return whyNotSince(stage, run, { key, ms: DAY });
};

const whyNotRecovered = (stage: Stage, run: string, key: KeyStory): string | undefined => {
  const { policy } = stage.settings;
  const why = whyNotSince(stage, run, { key, ms: policy.recoveryGraceDays * DAY - DRIFT });
  if (why) return why;
  const since = key.notedInactive[0]?.at ?? 0;
  const announced = key.mails.find(({ kind, at }) => kind === 'ANNOUNCE' && at >= since - SKEW)?.at;
  if (announced === undefined) return 'its owner was not told before';
  return stage.world.now + SKEW < announced + 24 * HOUR ? 'it was announced too late' : undefined;
};
