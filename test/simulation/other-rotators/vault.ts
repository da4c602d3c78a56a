import { DAY } from '../../../src/core/time.ts';
import type { Rotator } from '../actors/worker.ts';
import { handsOf } from './rotation.ts';

/**
 * Vault's static roles, as their behaviour is described: when a role is due, the oldest key makes room if there is
 * none, a new one is created, then stored. Whatever fails is tried again as a whole.
 */
export const vaultStaticRole: Rotator = {
  judged: undefined,
  async rotate(environment, worker) {
    const { rotateAfterDays } = environment.schedule.policy;
    for (const name of environment.names) {
      if (
        !isDue(
          environment.rotatedAt.get(name) ?? environment.start - rotateAfterDays * DAY,
          environment.world.now,
          rotateAfterDays,
        )
      )
        continue;
      const hands = handsOf(environment, worker, name);
      try {
        const keys = await hands.keys();
        if (keys.length > 1 && keys[0]) await hands.delete(keys[0].id);
        const created = await hands.create();
        await hands.store(created);
        environment.rotatedAt.set(name, environment.world.now);
      } catch {
        // Tried again at the next turn.
      }
    }
    return undefined;
  },
};

const isDue = (since: number, now: number, days: number): boolean => now >= since + days * DAY;
