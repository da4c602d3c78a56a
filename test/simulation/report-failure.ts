import type { Rotator } from './actors/worker.ts';
import type { Violation } from './invariants/ledger.ts';
import { play } from './play.ts';
import { without } from './schedule/parts.ts';
import type { Story } from './schedule/schedule.ts';
import { shrink } from './schedule/shrink.ts';

/** What people are shown of a violation: its seed, the shortest story that still has it, and how to play that again. */
export const reportFailure = async (
  story: Story,
  violation: Violation,
  rotate: Rotator,
  foreign?: string,
): Promise<string> => {
  const isSame = async (shorter: Story): Promise<boolean> =>
    (await play(shorter, rotate)).violation?.invariant === violation.invariant;
  const left = await shrink(story, isSame);
  const { diary, violation: shown } = await play(without(story, left), rotate, true);
  // What went wrong in a run that is left out need not be named.
  const gone = [...left].filter((part) => !part.includes('.') || !left.has(part.replace(/\..*/, '')));
  const command = `npm run simulate -- --schedules 1 --seed ${story.seed}${gone.length > 0 ? ` --without ${gone.join(',')}` : ''}${foreign ? ` --foreign ${foreign}` : ''} --tell`;
  const { warnDays, installGraceDays, recoveryGraceDays, quietDays, rotateAfterDays, idleDays, ...choices } =
    story.policy;
  return [
    `seed ${story.seed}: ${violation.invariant}: ${shown?.message ?? violation.message}`,
    `  policy: ${JSON.stringify({ warnDays, installGraceDays, recoveryGraceDays, quietDays, rotateAfterDays, idleDays, ...choices })}`,
    `  world: ${JSON.stringify(story.world)} settings: ${JSON.stringify(story.settings)}`,
    ...without(story, left).users.map((user) => `  user: ${JSON.stringify(user)}`),
    ...diary.map((line) => `  ${line}`),
    `again: ${command}`,
    '',
  ].join('\n');
};
