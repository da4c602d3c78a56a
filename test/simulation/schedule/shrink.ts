import { partsOf, without } from './parts.ts';
import type { Schedule } from './schedule.ts';

/**
 * Leaves out what the failure does not need: in halves first, then one by one; until nothing more can go, or it was
 * tried so often.
 */
export const shrink = async (
  schedule: Schedule,
  fails: (schedule: Schedule) => Promise<boolean>,
  mostTries = 1_000,
): Promise<ReadonlySet<string>> => {
  let tries = 0;
  let left: ReadonlySet<string> = new Set();
  const tryWithout = async (more: readonly string[]): Promise<boolean> => {
    const candidate = new Set([...left, ...more]);
    if (more.length === 0 || tries >= mostTries) return false;
    tries += 1;
    if (!(await fails(without(schedule, candidate)))) return false;
    left = candidate;
    return true;
  };
  for (let size = Math.ceil(partsOf(schedule).length / 2); size >= 1; ) {
    let hasShrunk = false;
    const kept = partsOf(schedule).filter((part) => !left.has(part));
    for (let at = 0; at < kept.length; at += size)
      hasShrunk = (await tryWithout(kept.slice(at, at + size))) || hasShrunk;
    if (tries >= mostTries || (size === 1 && !hasShrunk)) break;
    size = hasShrunk ? size : Math.max(1, Math.floor(size / 2));
  }
  return left;
};
