import type { RunResult } from '../../../src/app/results/result.ts';
import { DAY, HOUR, plus, SECOND } from '../../../src/core/time.ts';
import type { Stage } from '../environment/environment.ts';
import {
  cycleIsOver,
  dueAndFree,
  haveSuccessors,
  isAtRest,
  nobodyIsLost,
  successorsAreThere,
} from '../invariants/ends.ts';
import { violate } from '../invariants/violate.ts';
import { passUntil } from '../pass-time.ts';
import type { RunSpec } from '../schedule/schedule.ts';
import type { Worker } from './worker.ts';
import { undoChanges } from './world-changes.ts';

const scheduled: RunSpec = { mode: 'apply', isNarrow: true, discovery: 'list', jitter: 0, troubles: [] };

/** In one story of four everybody must be found first. */
const daily = ({ story: { seed } }: Stage): RunSpec => ({ ...scheduled, isNamed: seed % 4 > 0 });

/** Faults and people stop; daily runs go on. What is promised for then: L1 to L5, I1 and I3. */
export const calmDown = async (stage: Stage, run: (spec: RunSpec) => Promise<Worker>): Promise<void> => {
  await passUntil(stage, plus(stage.start, stage.story.calmFrom * HOUR));
  undoChanges(stage);
  Object.assign(stage.world.settings, { newKeyLagMs: 8 * SECOND, readLagMs: 0, trailDelayMs: 300 * SECOND });
  // Whoever still sleeps wakes now, and is in nobody's way later.
  await passUntil(stage, plus(stage.world.now, HOUR));
  const due = dueAndFree(stage);
  let last: RunResult | undefined;
  for (let day = 0; day < daysOfCalm(stage) && !stage.ledger.violation; day += 1) {
    stage.diary?.push(`at ${new Date(stage.world.now).toISOString()}: calm`);
    last = (await run(daily(stage))).result;
    nobodyIsLost(stage, last);
    if (day === 1) successorsAreThere(stage, due, last);
    await passUntil(stage, plus(stage.world.now, DAY));
    if (isEarlyEnough(stage) && haveSuccessors(stage, due)) return;
    if (day > 1 && stage.story.calmDays !== undefined && isAtRest(stage)) break;
  }
  if (stage.ledger.violation || stage.story.calm === 'short') return;
  cycleIsOver(stage, last);
  await reachRest(stage, run);
};

/** `full`: given up and rested for a week, then a whole cycle. */
const daysOfCalm = ({ story: { calm, calmDays, policy } }: Stage): number =>
  calm === 'short' ? 2 : (calmDays ?? 5 + policy.installGraceDays + policy.quietDays + policy.recoveryGraceDays);

/** In three stories of four one run is enough, where what had to be there is there. */
const isEarlyEnough = ({ story: { calm, seed } }: Stage): boolean => calm === 'short' && seed % 4 > 0;

/** I3: at most 12 runs in a row find something to do; I1: the one after them writes nothing. */
const reachRest = async (stage: Stage, run: (spec: RunSpec) => Promise<Worker>): Promise<void> => {
  // Requests cost no time, so that nothing comes due in between.
  stage.world.settings.latencyMs = 0;
  for (let turn = 0; turn < 12 && !stage.ledger.violation; turn += 1) {
    const { ledgered } = await run(scheduled);
    if (ledgered.writes > 0) continue;
    const again = await run(scheduled);
    if (again.ledgered.writes > 0) violate(stage, 'I1', 'a second run in the same state wrote something');
    return;
  }
  violate(stage, 'I3', '12 runs in a row came to no rest');
};
