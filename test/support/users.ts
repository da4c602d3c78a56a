import { DAY, plus } from '../../src/core/time.ts';
import * as seed from '../../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../../src/sandbox/service-name.ts';
import type { World } from '../../src/sandbox/world.ts';

export interface KeySeed {
  readonly ageDays: number;
  /** Added to its age. */
  readonly olderByMs?: number;
  readonly usedDaysAgo?: number;
  readonly status?: 'Active' | 'Inactive';
}

export interface UserSeed {
  readonly path?: string;
  readonly tags?: Record<string, string>;
  readonly groups?: readonly string[];
}

/** A user with keys of these ages. */
export const addUserWithKeys = (
  world: World,
  accountId: string,
  user: UserSeed & { readonly name: string },
  keys: readonly KeySeed[],
): SandboxCredentials[] => {
  seed.addUser(world, accountId, user);
  return keys.map(({ ageDays, olderByMs = 0, usedDaysAgo, status = 'Active' }) =>
    seed.addKey(world, accountId, user.name, {
      createdAt: plus(world.now, -ageDays * DAY - olderByMs),
      status,
      ...(usedDaysAgo === undefined ? {} : { lastUsedAt: plus(world.now, -usedDaysAgo * DAY) }),
    }),
  );
};
