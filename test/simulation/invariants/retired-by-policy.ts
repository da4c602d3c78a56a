import { DAY } from '../../../src/core/time.ts';
import type { SandboxUser } from '../../../src/sandbox/model/iam.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { KeyLedger } from './ledger.ts';
import { DRIFT, lastUseBefore, reactivatedAt, SKEW, secretOf, tellableUses } from './violate.ts';

/** POLICY-DEACTIVATE: why no setting of the organization allowed it; `undefined` if one did. */
export const whyNotByPolicy = (
  environment: SimulatedEnvironment,
  user: SandboxUser,
  key: KeyLedger,
): string | undefined => {
  const { world } = environment;
  const { policy } = environment.settings;
  if (key.storage !== undefined && key.storage.arn === secretOf(environment, user.name)?.arn)
    return 'it is a key of ours';
  const used = lastUseBefore(environment, key.id, tellableUses(environment));
  const idleFrom = Math.max(used ?? key.createdAt, reactivatedAt(environment, user, key));
  if (world.now + SKEW < idleFrom + policy.idleDays * DAY) return 'it is not idle';
  const warned = key.mails.find(({ kind, at }) => kind === 'WARN' && at >= idleFrom)?.at;
  if (warned === undefined) return 'its owner was not warned';
  if (world.now + SKEW < warned + policy.warnDays * DAY - DRIFT) return 'the warning was too late';
  if (policy.unusedKeys === 'retire' && used === undefined && user.keys.length === 1) return undefined;
  if (policy.twoKeys !== 'retire-idle') return 'no setting asks for it';
  const quiet = policy.quietDays * DAY;
  const isOtherUsed = user.keys.some(({ accessKeyId, status }) => {
    const at = accessKeyId === key.id ? undefined : lastUseBefore(environment, accessKeyId, world.now);
    return status === 'Active' && at !== undefined && world.now - SKEW < at + quiet + 15 * 60_000;
  });
  return isOtherUsed ? undefined : 'no other key is in use';
};
