import { DAY, type Instant, plus } from '../../../core/time.ts';
import type { AccessKey, KeyStatus, SandboxUser } from '../../model/iam.ts';
import type { World } from '../../world.ts';

/** Longer than any lag that a simulation asks for. */
const REMEMBERED = DAY;

export interface SeenKey {
  readonly key: AccessKey;
  readonly status: KeyStatus;
}

/** The user's keys as a read sees them now, which lags behind the truth by `readLagMs`. */
export const seenKeys = (world: World, user: SandboxUser): SeenKey[] => {
  const lag = world.settings.readLagMs;
  if (lag === 0) return user.keys.map((key) => ({ key, status: key.status }));
  const at = plus(world.now, -lag);
  return [...user.goneKeys, ...user.keys].flatMap((key) => {
    const status = statusAt(key, at);
    return status === undefined ? [] : [{ key, status }];
  });
};

const statusAt = (key: AccessKey, at: Instant): KeyStatus | undefined => {
  if (key.deletedAt !== undefined && key.deletedAt <= at) return undefined;
  return key.statusChanges.findLast((change) => change.at <= at)?.status;
};

export const changeStatus = (key: AccessKey, status: KeyStatus, at: Instant): void => {
  if (key.status === status) return;
  key.status = status;
  key.statusChanges.push({ at, status });
};

export const removeKey = (world: World, user: SandboxUser, key: AccessKey): void => {
  key.deletedAt = world.now;
  world.accessKeys.delete(key.accessKeyId);
  user.keys = user.keys.filter((other) => other !== key);
  user.goneKeys = [...user.goneKeys.filter((gone) => (gone.deletedAt ?? 0) > world.now - REMEMBERED), key];
};
