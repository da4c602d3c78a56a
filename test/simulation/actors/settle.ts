import type { RunResult } from '../../../src/app/results/result.ts';
import { DAY, HOUR, plus, SECOND } from '../../../src/core/time.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import {
  cycleIsOver,
  dueAndFree,
  haveSuccessors,
  isAtRest,
  nobodyIsLost,
  policiesAreWhole,
  successorsAreThere,
} from '../invariants/ends.ts';
import { violate } from '../invariants/violate.ts';
import { passUntil } from '../pass-time.ts';
import type { RunSpec } from '../schedule/schedule.ts';
import type { Worker } from './worker.ts';
import { denyNewKeysOf, undoChanges } from './world-changes.ts';

const scheduled: RunSpec = { mode: 'apply', isNarrow: true, discovery: 'list', jitter: 0, plannedFaults: [] };

/** What the run said of whom: a story that is told says why nothing is done. */
const linesOf = (result: RunResult | undefined): readonly string[] =>
  [...(result?.users ?? []), ...(result?.waiting ?? [])].map(
    ({ user, outcome, reason, message }) => `  ${user}: ${outcome}, ${reason}: ${message}`,
  );

/** In one story of four everybody must be found first. */
const daily = ({ schedule: { seed } }: SimulatedEnvironment): RunSpec => ({ ...scheduled, isNamed: seed % 4 > 0 });

/** Faults and people stop; daily runs go on. What is promised for then: L1 to L5, I1 and I3. */
export const settleDown = async (
  environment: SimulatedEnvironment,
  run: (spec: RunSpec) => Promise<Worker>,
): Promise<void> => {
  await passUntil(environment, plus(environment.start, environment.schedule.settlesFrom * HOUR));
  undoChanges(environment);
  Object.assign(environment.world.settings, {
    newKeyLagMs: 8 * SECOND,
    readLagMs: 0,
    secretLagMs: 0,
    trailDelayMs: 300 * SECOND,
  });
  // Whoever still sleeps wakes now, and is in nobody's way later.
  await passUntil(environment, plus(environment.world.now, HOUR));
  const due = dueAndFree(environment);
  const deniedName = environment.names[environment.schedule.deniedUser ?? -1];
  const others = due.filter(({ name }) => name !== deniedName);
  if (deniedName !== undefined) denyNewKeysOf(environment, deniedName);
  let last: RunResult | undefined;
  for (let day = 0; day < daysOfSettling(environment) && !environment.ledger.violation; day += 1) {
    environment.log?.push(`at ${new Date(environment.world.now).toISOString()}: calm`);
    last = (await run(daily(environment))).result;
    environment.log?.push(...linesOf(last));
    nobodyIsLost(environment, last, day < 2 ? deniedName : undefined);
    if (day === 1) successorsAreThere(environment, others, last);
    if (day === 1) undoChanges(environment);
    await passUntil(environment, plus(environment.world.now, DAY));
    if (isEarlyEnough(environment) && haveSuccessors(environment, others)) return;
    if (day > 1 && environment.schedule.settlingDays !== undefined && isAtRest(environment)) break;
  }
  if (environment.ledger.violation || environment.schedule.settling === 'short') return;
  cycleIsOver(environment, last);
  // Nobody else is found who is at rest.
  if (!daily(environment).isNamed) policiesAreWhole(environment, last);
  await reachRest(environment, run);
};

/** `full`: given up and rested for a week, then a whole cycle. */
const daysOfSettling = ({ schedule: { settling, settlingDays, policy } }: SimulatedEnvironment): number =>
  settling === 'short'
    ? 2
    : (settlingDays ?? 5 + policy.installGraceDays + policy.quietDays + policy.recoveryGraceDays);

/** In three stories of four one run is enough, where what had to be there is there. */
const isEarlyEnough = ({ schedule: { settling, seed } }: SimulatedEnvironment): boolean =>
  settling === 'short' && seed % 4 > 0;

/** I3: at most 12 runs in a row find something to do; I1: the one after them writes nothing. */
const reachRest = async (environment: SimulatedEnvironment, run: (spec: RunSpec) => Promise<Worker>): Promise<void> => {
  // Requests cost no time, so that nothing comes due in between.
  environment.world.settings.latencyMs = 0;
  for (let turn = 0; turn < 12 && !environment.ledger.violation; turn += 1) {
    const { ledgered } = await run(scheduled);
    if (ledgered.writes > 0) continue;
    const again = await run(scheduled);
    if (again.ledgered.writes > 0) violate(environment, 'I1', 'a second run in the same state wrote something');
    return;
  }
  violate(environment, 'I3', '12 runs in a row came to no rest');
};
