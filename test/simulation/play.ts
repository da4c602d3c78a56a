import { HOUR, plus } from '../../src/core/time.ts';
import { interfere } from './actors/people.ts';
import { calmDown } from './actors/settle.ts';
import { type Rotator, startWorker, type Worker } from './actors/worker.ts';
import { changeWorld } from './actors/world-changes.ts';
import type { Counters } from './counters.ts';
import { type Stage, setStage } from './environment/environment.ts';
import type { Violation } from './invariants/ledger.ts';
import { passUntil, settle } from './pass-time.ts';
import type { RunSpec, Story, StoryEvent } from './schedule/schedule.ts';

export interface Played {
  readonly violation: Violation | undefined;
  readonly counters: Counters;
  readonly diary: readonly string[];
  /** How everything was left. */
  readonly stage: Stage;
}

/** Plays a story from its start to its end, or to the first violation. */
export const play = async (story: Story, rotate: Rotator, isTold = false): Promise<Played> => {
  const stage = setStage(story, { isTold, judged: rotate.judged });
  for (const event of story.events) {
    await passUntil(stage, plus(stage.start, event.at * HOUR));
    if (stage.ledger.violation) break;
    happen(stage, rotate, event);
  }
  if (!stage.ledger.violation && rotate.judged) await calmDown(stage, (spec) => runAlone(stage, rotate, spec));
  if (!rotate.judged) await passUntil(stage, plus(stage.start, (story.calmFrom + 48) * HOUR));
  const { counters, ledger, world } = stage;
  counters.schedules += 1;
  counters.applicationUses += world.applications.reduce((sum, { uses }) => sum + uses, 0);
  if (ledger.violation) counters.violations += 1;
  return { violation: ledger.violation, counters, diary: stage.diary ?? [], stage };
};

const happen = (stage: Stage, rotate: Rotator, event: StoryEvent): void => {
  if (stage.diary) stage.diary.push(`at ${new Date(stage.world.now).toISOString()}: ${event.kind}`);
  if (event.kind === 'run') startWorker(stage, event.run, rotate);
  else if (event.kind === 'person') interfere(stage, event);
  else changeWorld(stage, event);
};

/** A run that is waited for, with all its pauses. */
export const runAlone = async (stage: Stage, rotate: Rotator, spec: RunSpec): Promise<Worker> => {
  const worker: Worker = startWorker(stage, spec, rotate);
  await settle();
  while (stage.working > 0 && !stage.ledger.violation) {
    await stage.clock.sleep(10_000);
  }
  return worker;
};
