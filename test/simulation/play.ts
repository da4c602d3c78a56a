import { HOUR, plus } from '../../src/core/time.ts';
import { interfere } from './actors/people.ts';
import { settleDown } from './actors/settle.ts';
import { type Rotator, startWorker, type Worker } from './actors/worker.ts';
import { changeWorld } from './actors/world-changes.ts';
import type { Counters } from './counters.ts';
import { createEnvironment, type SimulatedEnvironment } from './environment/environment.ts';
import type { Violation } from './invariants/ledger.ts';
import { passUntil, settle } from './pass-time.ts';
import type { RunSpec, Schedule, ScheduleEvent } from './schedule/schedule.ts';

export interface Played {
  readonly violation: Violation | undefined;
  readonly counters: Counters;
  readonly log: readonly string[];
  /** How everything was left. */
  readonly environment: SimulatedEnvironment;
}

/** Plays a story from its start to its end, or to the first violation. */
export const play = async (schedule: Schedule, rotate: Rotator, isTold = false): Promise<Played> => {
  const environment = createEnvironment(schedule, { isTold, judged: rotate.judged });
  for (const event of schedule.events) {
    await passUntil(environment, plus(environment.start, event.at * HOUR));
    if (environment.ledger.violation) break;
    happen(environment, rotate, event);
  }
  if (!environment.ledger.violation && rotate.judged)
    await settleDown(environment, (spec) => runAlone(environment, rotate, spec));
  if (!rotate.judged) await passUntil(environment, plus(environment.start, (schedule.settlesFrom + 48) * HOUR));
  const { counters, ledger, world } = environment;
  counters.schedules += 1;
  counters.applicationUses += world.applications.reduce((sum, { uses }) => sum + uses, 0);
  if (ledger.violation) counters.violations += 1;
  return { violation: ledger.violation, counters, log: environment.log ?? [], environment };
};

const happen = (environment: SimulatedEnvironment, rotate: Rotator, event: ScheduleEvent): void => {
  if (environment.log) environment.log.push(`at ${new Date(environment.world.now).toISOString()}: ${event.kind}`);
  if (event.kind === 'run') startWorker(environment, event.run, rotate);
  else if (event.kind === 'person') interfere(environment, event);
  else changeWorld(environment, event);
};

/** A run that is waited for, with all its pauses. */
export const runAlone = async (environment: SimulatedEnvironment, rotate: Rotator, spec: RunSpec): Promise<Worker> => {
  const worker: Worker = startWorker(environment, spec, rotate);
  await settle();
  while (environment.working > 0 && !environment.ledger.violation) {
    await environment.clock.sleep(10_000);
  }
  return worker;
};
