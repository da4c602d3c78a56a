import { plus } from '../../core/time.ts';
import { runApplications } from '../applications.ts';
import type { World } from '../world.ts';

/** Moves a served world's clock; the world's applications do what they do in the time that passes. */
export interface ServedClock {
  /** Catches up with the machine's clock, if the world follows it. */
  tick(): void;
  /** Lets time pass at once. */
  travel(ms: number): void;
}

export const servedClock = (world: World, followsRealTime: boolean): ServedClock => {
  let seen = Date.now();
  return {
    tick: () => {
      const now = Date.now();
      if (followsRealTime && now > seen) runApplications(world, plus(world.now, now - seen));
      seen = now;
    },
    travel: (ms) => runApplications(world, plus(world.now, ms)),
  };
};
