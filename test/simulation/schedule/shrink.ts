import { partsOf, without } from './parts.ts';
import type { Schedule } from './schedule.ts';

/**
 * Leaves out what the failure does not need: in halves first, then one by one; until nothing more can go, or time is
 * up.
 */
export const shrink = async (
  schedule: Schedule,
  fails: (schedule: Schedule) => Promise<boolean>,
  seconds = 20,
): Promise<ReadonlySet<string>> => {
  const end = Date.now() + seconds * 1_000;
  let left: ReadonlySet<string> = new Set();
  const tryWithout = async (more: readonly string[]): Promise<boolean> => {
    const candidate = new Set([...left, ...more]);
    if (more.length === 0 || Date.now() > end || !(await fails(without(schedule, candidate)))) return false;
    left = candidate;
    return true;
  };
  for (let size = Math.ceil(partsOf(schedule).length / 2); size >= 1; ) {
    let hasShrunk = false;
    const kept = partsOf(schedule).filter((part) => !left.has(part));
    for (let at = 0; at < kept.length; at += size)
      hasShrunk = (await tryWithout(kept.slice(at, at + size))) || hasShrunk;
    if (Date.now() > end || (size === 1 && !hasShrunk)) break;
    size = hasShrunk ? size : Math.max(1, Math.floor(size / 2));
  }
  return left;
};
