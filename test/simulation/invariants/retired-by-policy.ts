import { DAY } from '../../../src/core/time.ts';
import type { SandboxUser } from '../../../src/sandbox/model/iam.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { KeyLedger } from './ledger.ts';
import { usedAsKnown, usedByOwnerBefore, wasCollected, whySilenceTellsNothing } from './owner-use.ts';
import { DRIFT, reactivatedAt, SKEW, secretOf, tellableUses } from './violate.ts';

/** POLICY-DEACTIVATE: why no setting of the organization allowed it; `undefined` if one did. */
export const whyNotByPolicy = (
  environment: SimulatedEnvironment,
  user: SandboxUser,
  key: KeyLedger,
): string | undefined => {
  const { world } = environment;
  const { policy } = environment.settings;
  const isOurs = key.storage !== undefined && key.storage.arn === secretOf(environment, user.name)?.arn;
  const used = usedByOwnerBefore(environment, key, tellableUses(environment));
  const back = reactivatedAt(environment, user, key);
  // Who wipes the tags takes with them that the key was inactive, or is active again: its last use alone counts.
  const noted = key.notedInactive.filter(({ at }) => at <= back).at(-1)?.at ?? 0;
  const isForgotten = key.notesLostAt !== undefined && key.notesLostAt >= noted;
  const sign = Math.max(used ?? key.createdAt, isForgotten ? 0 : back);
  const own = isOurs ? ownKeyOf(environment, user, key) : undefined;
  const idleFrom = sign + (own === undefined ? policy.idleDays : 0) * DAY;
  if (world.now + SKEW < idleFrom) return 'it is not idle';
  const warned = key.mails.find(({ kind, at }) => kind === 'WARN' && at >= sign)?.at;
  if (warned === undefined) return 'its owner was not warned';
  if (world.now + SKEW < warned + policy.warnDays * DAY - DRIFT) return 'the warning was too late';
  if (policy.unusedKeys === 'retire' && user.keys.length === 1)
    return isOurs && used === undefined && wasCollected(environment, key) ? 'its owner fetched it' : undefined;
  if (policy.twoKeys !== 'retire-idle') return 'no setting asks for it';
  const silent = whySilenceTellsNothing(environment, user, { key, since: key.createdAt });
  if (silent) return silent;
  if (isOurs && own === undefined) return 'it is a key of ours, and its owner uses no newer one of his own';
  if (isOurs && used !== undefined && world.now + SKEW < used + policy.quietDays * DAY) return 'it is in use';
  return own !== undefined || isOtherUsed(environment, user, key) ? undefined : 'no other key is in use';
};

const isUsed = (environment: SimulatedEnvironment, user: SandboxUser, id: string): boolean => {
  const { world, settings, ledger } = environment;
  const key = ledger.keys.get(id);
  const at = key && usedAsKnown(environment, user, key);
  return at !== undefined && world.now - SKEW < at + settings.policy.quietDays * DAY + 15 * 60_000;
};

const isOtherUsed = (environment: SimulatedEnvironment, user: SandboxUser, key: KeyLedger): boolean =>
  user.keys.some(
    ({ accessKeyId, status }) =>
      accessKeyId !== key.id && status === 'Active' && isUsed(environment, user, accessKeyId),
  );

/** A newer key that is none of ours, in use. */
const ownKeyOf = (environment: SimulatedEnvironment, user: SandboxUser, key: KeyLedger): string | undefined =>
  user.keys.find(
    ({ accessKeyId, createdAt, status }) =>
      accessKeyId !== key.id &&
      status === 'Active' &&
      createdAt > key.createdAt &&
      isUsed(environment, user, accessKeyId),
  )?.accessKeyId;
