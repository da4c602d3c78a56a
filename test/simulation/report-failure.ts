import type { Rotator } from './actors/worker.ts';
import type { Violation } from './invariants/ledger.ts';
import { play } from './play.ts';
import { without } from './schedule/parts.ts';
import type { Schedule } from './schedule/schedule.ts';
import { shrink } from './schedule/shrink.ts';

/** What people are shown of a violation: its seed, the shortest story that still has it, and how to play that again. */
export const reportFailure = async (
  schedule: Schedule,
  violation: Violation,
  rotate: Rotator,
  otherRotator?: string,
): Promise<string> => {
  const isSame = async (shorter: Schedule): Promise<boolean> =>
    (await play(shorter, rotate)).violation?.invariant === violation.invariant;
  const left = await shrink(schedule, isSame);
  const { log, violation: shown } = await play(without(schedule, left), rotate, true);
  // What went wrong in a run that is left out need not be named.
  const gone = [...left].filter((part) => !part.includes('.') || !left.has(part.replace(/\..*/, '')));
  const command = `npm run simulate -- --schedules 1 --seed ${schedule.seed}${gone.length > 0 ? ` --without ${gone.join(',')}` : ''}${otherRotator ? ` --foreign ${otherRotator}` : ''} --tell`;
  const { warnDays, installGraceDays, recoveryGraceDays, quietDays, rotateAfterDays, idleDays, ...choices } =
    schedule.policy;
  return [
    `seed ${schedule.seed}: ${violation.invariant}: ${shown?.message ?? violation.message}`,
    `  policy: ${JSON.stringify({ warnDays, installGraceDays, recoveryGraceDays, quietDays, rotateAfterDays, idleDays, ...choices })}`,
    `  world: ${JSON.stringify(schedule.world)} settings: ${JSON.stringify(schedule.settings)}`,
    ...without(schedule, left).users.map((user) => `  user: ${JSON.stringify(user)}`),
    ...log.map((line) => `  ${line}`),
    `again: ${command}`,
    '',
  ].join('\n');
};
