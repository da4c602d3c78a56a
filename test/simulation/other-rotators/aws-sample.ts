import { DAY } from '../../../src/core/time.ts';
import type { Rotator } from '../actors/worker.ts';
import { handsOf, quietly } from './rotation.ts';

/**
 * The AWS sample's algorithm, as its behaviour is described: each key by its age alone; a failed lookup of its last use
 * counts as "never used", and such a key is deleted when it is due; what fails is written to a log, and the next step
 * follows.
 */
export const awsSample: Rotator = {
  judged: undefined,
  async rotate(environment, worker) {
    const { installGraceDays, recoveryGraceDays, rotateAfterDays } = environment.schedule.policy;
    for (const name of environment.names) {
      const hands = handsOf(environment, worker, name);
      const keys = (await quietly(hands.keys())) ?? [];
      for (const [index, key] of keys.entries()) {
        const age = (environment.world.now - key.createdAt) / DAY;
        const isNewest = index === keys.length - 1;
        const isUnused = (await quietly(hands.lastUsed(key.id))) === undefined;
        if (age >= rotateAfterDays + installGraceDays + recoveryGraceDays && key.status === 'Inactive')
          await quietly(hands.delete(key.id));
        else if (age >= rotateAfterDays + installGraceDays && !isNewest) await quietly(hands.deactivate(key.id));
        else if (age >= rotateAfterDays && isNewest) {
          if (isUnused || keys.length > 1) await quietly(hands.delete(isUnused ? key.id : (keys[0]?.id ?? key.id)));
          const created = await quietly(hands.create());
          if (created) await quietly(hands.store(created));
        }
      }
    }
    return undefined;
  },
};
