import { AwsFault } from '../../../src/app/faults/aws-fault.ts';
import { Fault } from '../../../src/app/faults/fault.ts';
import { Stop } from '../../../src/app/faults/stop.ts';
import type { RunResult } from '../../../src/app/results/result.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { runApplications } from '../../../src/sandbox/applications.ts';
import { type DirectDoor, type DirectRequest, directDoor } from '../../../src/sandbox/in-process.ts';
import type { Stage } from '../environment/environment.ts';
import type { Answered } from '../invariants/answered.ts';
import { checkApplications } from '../invariants/applications.ts';
import { watchAnswer } from '../invariants/invariants.ts';
import type { RunSpec, Trouble } from '../schedule/schedule.ts';
import { network, refusalFor, troubleAt } from './faults.ts';
import { interfere } from './people.ts';

/** One run of keyturn, or of whatever else is put to the test. */
export interface Worker {
  readonly id: string;
  readonly spec: RunSpec;
  readonly door: DirectDoor;
  readonly ledgered: Answered;
  isDead: boolean;
  result: RunResult | undefined;
}

/** What turns keys; the same harness plays it whatever it is. */
export interface Rotator {
  /** `undefined`: another tool, of which only the outcome is judged. */
  readonly judged: Stage['judged'];
  readonly rotate: (stage: Stage, worker: Worker) => Promise<RunResult | undefined>;
}

/** A dead process waits for ever. A promise of its own each time: what waits for one that all share would never be forgotten. */
const never = (): Promise<never> => new Promise(() => undefined);

export const startWorker = (stage: Stage, spec: RunSpec, { rotate }: Rotator): Worker => {
  stage.workers += 1;
  stage.working += 1;
  const id = `run-${stage.workers}`;
  const requests: Requests = { nth: 0, chance: spec.jitter, met: new WeakMap() };
  const worker: Worker = {
    id,
    spec,
    isDead: false,
    result: undefined,
    ledgered: {
      run: id,
      spec,
      forbidden: new Map(),
      userIds: new Map(),
      sent: new Set(),
      claims: new Map(),
      writes: 0,
    },
    door: directDoor(stage.world, {
      before: (request) => before(stage, worker, { request, requests }),
      after: (request, outcome) => after(stage, worker, { request, outcome, trouble: requests.met.get(request) }),
    }),
  };
  rotate(stage, worker)
    .then((result) => {
      worker.result = result;
    })
    .catch((error: unknown) => judgeFailure(stage, error))
    .finally(() => {
      if (!worker.isDead) stage.working -= 1;
    });
  return worker;
};

/** A run may end early by AWS's answers; by a defect of its own it may not. */
const judgeFailure = ({ ledger, world }: Stage, error: unknown): void => {
  if (error instanceof Fault || error instanceof AwsFault || error instanceof Stop) return;
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  ledger.violation ??= { invariant: 'defect', message: `${name}: ${message}\n${stack}`, at: world.now };
};

interface Requests {
  nth: number;
  chance: number;
  /** What goes wrong at requests that are under way. */
  readonly met: WeakMap<DirectRequest, Trouble>;
}

const before = (
  stage: Stage,
  worker: Worker,
  { request, requests }: { readonly request: DirectRequest; readonly requests: Requests },
): Promise<void> | undefined => {
  if (worker.isDead || stage.ledger.violation) return never();
  const nth = requests.nth++;
  const overall = stage.counters.calls++;
  letApplicationsWork(stage);
  const name = `${request.service}:${request.operation}`;
  const trouble = troubleAt(worker.spec.troubles, nth, name) ?? troubleAt(stage.story.troubles ?? [], overall, name);
  if (trouble !== undefined) {
    requests.met.set(request, trouble);
    const delay = meet(stage, worker, { trouble, request });
    if (delay !== undefined) return delay;
  }
  return stage.working > 1 ? dawdle(requests) : undefined;
};

const letApplicationsWork = (stage: Stage): void => {
  const { world } = stage;
  for (const { nextUseAt } of world.applications)
    if (nextUseAt <= world.now) {
      runApplications(world, world.now);
      return checkApplications(stage);
    }
};

const meet = (
  stage: Stage,
  worker: Worker,
  { trouble, request }: { readonly trouble: Trouble; readonly request: DirectRequest },
): Promise<void> | undefined => {
  if (isAfterwards(trouble)) return undefined;
  stage.counters.faults += 1;
  stage.diary?.push(`${worker.id}: ${trouble.fault} at ${request.operation}`);
  switch (trouble.fault) {
    case 'crash-before':
      die(stage, worker);
      return never();
    case 'sleep':
      return sleep(stage, trouble);
    case 'meanwhile':
      if (trouble.person) interfere(stage, trouble.person);
      return undefined;
    default:
      throw refusalFor(trouble.fault, request);
  }
};

const sleep = ({ clock }: Stage, { minutes = 0 }: Trouble): Promise<void> => clock.sleep(minutes * MINUTE);

const isAfterwards = ({ fault }: Trouble): boolean =>
  fault === 'lost' || fault === 'crash-after' || fault === 'sleep-after';

const die = (stage: Stage, worker: Worker): void => {
  if (worker.isDead) return;
  stage.counters.crashes += 1;
  stage.working -= 1;
  worker.isDead = true;
};

/** Lets others go first, now and then. */
const dawdle = async (requests: Requests): Promise<void> => {
  requests.chance = (Math.imul(requests.chance, 1_664_525) + 1_013_904_223) >>> 0;
  for (let turns = (requests.chance >>> 24) & 31; turns > 0; turns -= 1) await undefined;
};

const after = (
  stage: Stage,
  worker: Worker,
  {
    request,
    outcome,
    trouble,
  }: {
    readonly request: DirectRequest;
    readonly outcome: { output?: unknown; error?: unknown };
    readonly trouble: Trouble | undefined;
  },
): Promise<void> | undefined => {
  if ('output' in outcome) watchAnswer(stage, worker.ledgered, { request, output: outcome.output });
  else if (outcome.error) noteRefusal(stage, worker, request);
  if (trouble === undefined || !isAfterwards(trouble)) return undefined;
  stage.counters.faults += 1;
  stage.diary?.push(`${worker.id}: ${trouble.fault} at ${request.operation}`);
  if (trouble.fault === 'sleep-after') return sleep(stage, trouble);
  if (trouble.fault === 'crash-after') die(stage, worker);
  throw network('no answer came');
};

/** What AWS itself refused while something was switched off is a fault too. */
const noteRefusal = (stage: Stage, { id }: Worker, { operation }: DirectRequest): void => {
  if (stage.world.now < (stage.ledger.changedUntil ?? 0)) stage.counters.faults += 1;
  stage.diary?.push(`${id}: AWS refuses ${operation}`);
};
