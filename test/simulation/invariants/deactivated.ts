import { DAY } from '../../../src/core/time.ts';
import type { SandboxUser } from '../../../src/sandbox/model/iam.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { type KeyLedger, sync } from './ledger.ts';
import { usedByOwnerBefore, whySilenceTellsNothing } from './owner-use.ts';
import { isReadableBy } from './readable.ts';
import { whyNotByPolicy } from './retired-by-policy.ts';
import { checkToldDate } from './told-dates.ts';
import {
  currentKey,
  DRIFT,
  isAskedToUndo,
  isOursUntold,
  isR1,
  lastUseBefore,
  reactivatedAt,
  SKEW,
  secretOf,
  tellableUses,
  userNamed,
  violate,
} from './violate.ts';

/**
 * S1, S5, S10: a key is deactivated only as a successor's predecessor, by a policy, or as one of ours that nobody was
 * told of.
 */
export const keyDeactivated = (environment: SimulatedEnvironment, run: Answered, { request }: Heard): void => {
  const { ledger, world } = environment;
  const { Status, AccessKeyId, UserName } = request.input;
  const key = ledger.keys.get(String(AccessKeyId));
  const user = userNamed(environment, UserName);
  if (key === undefined || user === undefined) return;
  if (Status === 'Active') return keyReactivated(environment, run, { key, user });
  environment.counters.deactivations += 1;
  if (key.status === 'Inactive') return;
  key.usedAsTold = lastUseBefore(environment, key.id, tellableUses(environment));
  sync(ledger, world, { by: 'keyturn' });
  if (isR1(environment, user.userId)) return;
  stranded(environment, user, key);
  // A given-up key that a person put to use, by AWSCURRENT, is replaced like any other.
  const asPredecessor = whyNotPredecessor(environment, user, key);
  if (isOursUntold(environment, user, key) && asPredecessor) return judgeUntold(environment, key);
  countRetired(environment, user.userId);
  checkToldDate(environment, key, 'WARN');
  checkUndone(environment, key);
  const byPolicy = asPredecessor && whyNotByPolicy(environment, user, key);
  if (asPredecessor && byPolicy)
    violate(
      environment,
      'S1',
      `${key.id} of ${user.name} was deactivated: as a predecessor, ${asPredecessor}; by policy, ${byPolicy}`,
    );
};

/** S1: keyturn re-activates a key for a person who asked for it, and none that never had an owner. */
const keyReactivated = (
  environment: SimulatedEnvironment,
  run: Answered,
  { key, user }: { readonly key: KeyLedger; readonly user: SandboxUser },
): void => {
  const { ledger, world } = environment;
  sync(ledger, world, { by: 'person' });
  key.undoneAt = world.now;
  if (!isAskedToUndo(environment, run, user.name)) violate(environment, 'S1', `${run.run} re-activated ${key.id}`);
  if (isOursUntold(environment, user, key))
    violate(environment, 'S1', `${key.id}, which was given up, was re-activated`);
};

/** S5: nobody who has an active key is left with none, except by `unusedKeys: retire`. */
export const stranded = (environment: SimulatedEnvironment, user: SandboxUser, gone: KeyLedger): void => {
  if (user.keys.some(({ status }) => status === 'Active')) return;
  const { unusedKeys, idleDays } = environment.settings.policy;
  const used = usedByOwnerBefore(environment, gone, tellableUses(environment));
  const isUnused = used === undefined || environment.world.now + SKEW >= used + idleDays * DAY;
  if (unusedKeys !== 'retire' || !isUnused)
    violate(environment, 'S5', `${user.name} was left without an active key, by the end of ${gone.id}`);
};

/** L9: what was undone three times is a question to a person. */
const checkUndone = (environment: SimulatedEnvironment, key: KeyLedger): void => {
  key.deactivations += 1;
  if (key.deactivations > 3)
    violate(environment, 'L9', `${key.id} was deactivated ${key.deactivations} times, and switched on again each time`);
};

/** S15: as many users a day as the settings allow; of two runs at once neither knows what the other is about to do. */
export const countRetired = (environment: SimulatedEnvironment, userId: string): void => {
  const { ledger, world, settings } = environment;
  ledger.retired.push({ at: world.now, userId });
  if (settings.pace.accountKeys > 1 || environment.working > 1) return;
  const recent = ledger.retired.filter(({ at }) => at > world.now - DAY + DRIFT + SKEW);
  const isTouched = recent.some((each) => (ledger.touched.get(each.userId) ?? 0) > world.now - 2 * DAY);
  if (new Set(recent.map((each) => each.userId)).size > 1 && !isTouched)
    violate(environment, 'S15', `keys of ${recent.length} users were retired in one day, where one may be`);
};

/** Ours it is, and used by nobody, as far as any record tells. */
const judgeUntold = (environment: SimulatedEnvironment, key: KeyLedger): void => {
  const isCondemned = key.storage?.kind === 'tombstone';
  if (key.by !== 'keyturn') violate(environment, 'S10', `${key.id}, which a person made, was condemned`);
  const used = lastUseBefore(environment, key.id, tellableUses(environment));
  const own = isCondemned ? 0 : (key.storage?.at ?? 0) + LEASE + environment.world.settings.lastUsedLagMs;
  if (used !== undefined && used > own) violate(environment, 'S1', `${key.id} was given up, but somebody uses it`);
};

const LEASE = 35 * 60_000;

const whyNotPredecessor = (
  environment: SimulatedEnvironment,
  user: SandboxUser,
  key: KeyLedger,
): string | undefined => {
  const { world } = environment;
  const { policy } = environment.settings;
  const secret = secretOf(environment, user.name);
  const current = currentKey(environment, secret);
  if (secret === undefined || current === undefined || current.id === key.id) return 'there is no successor';
  const { storage, verdict, promotedAt } = current;
  if (storage?.kind !== 'stored' || verdict?.kind !== 'verified' || promotedAt === undefined)
    return `${current.id} is not stored, verified and promoted`;
  if (current.status !== 'Active' || !current.hasAuthenticated) return `${current.id} does not work`;
  if (storage.replaces !== key.id && !(key.storage?.kind === 'stored' && key.createdAt < current.createdAt))
    return `it is not what ${current.id} replaced`;
  if (user.keys.length > 2) return 'there is a third key';
  if (!isReadableBy(environment, secret, current)) return `the owner cannot read ${current.id}`;
  const told = current.mails.find(({ kind, at }) => kind === 'TELL' && at >= verdict.at - SKEW)?.at;
  if (told === undefined) return 'its owner was not told';
  const start = Math.max(promotedAt, told, verdict.at, reactivatedAt(environment, user, key));
  if (world.now + SKEW < start + policy.installGraceDays * DAY - DRIFT) return 'the install grace is not over';
  const warned = key.mails.find(({ kind, at }) => kind === 'WARN' && at >= start - SKEW)?.at;
  if (warned === undefined) return 'its owner was not warned';
  if (world.now + SKEW < warned + policy.warnDays * DAY - DRIFT) return 'the warning was too late';
  if (policy.retirement !== 'when-quiet') return undefined;
  return whyNotQuiet(environment, key) ?? whySilenceTellsNothing(environment, user, { key, since: storage.at });
};

const whyNotQuiet = (environment: SimulatedEnvironment, key: KeyLedger): string | undefined => {
  const used = lastUseBefore(environment, key.id, tellableUses(environment));
  const isQuiet =
    used === undefined || environment.world.now + SKEW >= used + environment.settings.policy.quietDays * DAY;
  return isQuiet ? undefined : `it is in use (${new Date(used ?? 0).toISOString()})`;
};
