import { AwsFault } from '../../../src/app/faults/aws-fault.ts';
import { Fault } from '../../../src/app/faults/fault.ts';
import { WorkStopped } from '../../../src/app/faults/stop.ts';
import type { RunResult } from '../../../src/app/results/result.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { runApplications } from '../../../src/sandbox/applications.ts';
import { type InProcessRequest, type InProcessTransport, inProcessTransport } from '../../../src/sandbox/in-process.ts';
import { REGION } from '../environment/accounts.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import { checkAccounted } from '../invariants/accounted.ts';
import type { Answered } from '../invariants/answered.ts';
import { checkApplications } from '../invariants/applications.ts';
import { checkAnswer } from '../invariants/invariants.ts';
import { isOurVersion } from '../invariants/violate.ts';
import type { PlannedFault, RunSpec } from '../schedule/schedule.ts';
import { faultAt, network, refusalFor } from './faults.ts';
import { interfere } from './people.ts';

/** One run of keyturn, or of whatever else is put to the test. */
export interface Worker {
  readonly id: string;
  readonly spec: RunSpec;
  readonly clientFactory: InProcessTransport;
  readonly ledgered: Answered;
  isDead: boolean;
  result: RunResult | undefined;
}

/** What turns keys; the same harness plays it whatever it is. */
export interface Rotator {
  /** `undefined`: another tool, of which only the outcome is judged. */
  readonly judged: SimulatedEnvironment['judged'];
  readonly rotate: (environment: SimulatedEnvironment, worker: Worker) => Promise<RunResult | undefined>;
}

/**
 * A dead process waits for ever. A promise of its own each time: what waits for one that all share would never be
 * forgotten.
 */
const never = (): Promise<never> => new Promise(() => undefined);

export const startWorker = (environment: SimulatedEnvironment, asked: RunSpec, { rotate }: Rotator): Worker => {
  // An account in which nothing was begun may be begun anywhere.
  const spec = { ...asked, isElsewhere: hasBegun(environment) ? asked.isElsewhere : undefined };
  environment.workers += 1;
  const started = environment.working === 0 ? environment.workers : undefined;
  environment.working += 1;
  const id = `run-${environment.workers}`;
  const since = environment.world.now;
  const isAlone = (): boolean => environment.working <= 1 && environment.workers === started;
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
    clientFactory: inProcessTransport(environment.world, {
      before: (request) => before(environment, worker, { request, requests }),
      after: (request, outcome) => after(environment, worker, { request, outcome, fault: requests.met.get(request) }),
    }),
  };
  rotate(environment, worker)
    .then((result) => {
      worker.result = result;
      if (result !== undefined && isAlone() && environment.judged && !environment.ledger.violation)
        checkAccounted(environment, spec, { result, since });
    })
    .catch((error: unknown) => judgeFailure(environment, error))
    .finally(() => {
      if (!worker.isDead) environment.working -= 1;
    });
  return worker;
};

/** Our secrets are in their Region, and every list shows them. */
const hasBegun = ({ world, home }: SimulatedEnvironment): boolean => {
  const shownFrom = world.now - LISTED_AFTER - world.settings.secretLagMs;
  const secrets = world.accounts.get(home)?.secrets.get(REGION)?.values() ?? [];
  return [...secrets].some(
    ({ tags, versions }) =>
      tags.get('keyturn:deployment') === 'keyturn' &&
      [...versions.values()].some((version) => isOurVersion(version.id) && version.createdAt < shownFrom),
  );
};

/** ListSecrets may miss the last five minutes, and a run may have begun before. */
const LISTED_AFTER = HOUR;

/** A run may end early by AWS's answers; by a defect of its own it may not. */
const judgeFailure = ({ ledger, world }: SimulatedEnvironment, error: unknown): void => {
  if (error instanceof Fault || error instanceof AwsFault || error instanceof WorkStopped) return;
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  ledger.violation ??= { invariant: 'defect', message: `${name}: ${message}\n${stack}`, at: world.now };
};

interface Requests {
  nth: number;
  chance: number;
  /** What goes wrong at requests that are under way. */
  readonly met: WeakMap<InProcessRequest, PlannedFault>;
}

const before = (
  environment: SimulatedEnvironment,
  worker: Worker,
  { request, requests }: { readonly request: InProcessRequest; readonly requests: Requests },
): Promise<void> | undefined => {
  if (worker.isDead || environment.ledger.violation) return never();
  const nth = requests.nth++;
  const overall = environment.counters.calls++;
  letApplicationsWork(environment);
  const name = `${request.service}:${request.operation}`;
  const fault =
    faultAt(worker.spec.plannedFaults, nth, name) ?? faultAt(environment.schedule.plannedFaults ?? [], overall, name);
  if (fault !== undefined) {
    requests.met.set(request, fault);
    const delay = meet(environment, worker, { fault, request });
    if (delay !== undefined) return delay;
  }
  return environment.working > 1 ? dawdle(requests) : undefined;
};

const letApplicationsWork = (environment: SimulatedEnvironment): void => {
  const { world } = environment;
  for (const { nextUseAt } of world.applications)
    if (nextUseAt <= world.now) {
      runApplications(world, world.now);
      return checkApplications(environment);
    }
};

const meet = (
  environment: SimulatedEnvironment,
  worker: Worker,
  { fault, request }: { readonly fault: PlannedFault; readonly request: InProcessRequest },
): Promise<void> | undefined => {
  if (isAfterwards(fault)) return undefined;
  environment.counters.faults += 1;
  environment.log?.push(`${worker.id}: ${fault.fault} at ${request.operation}`);
  switch (fault.fault) {
    case 'crash-before':
      die(environment, worker);
      return never();
    case 'sleep':
      return sleep(environment, fault);
    case 'meanwhile':
      if (fault.person) interfere(environment, fault.person);
      return undefined;
    default:
      throw refusalFor(fault.fault, request);
  }
};

const sleep = ({ clock }: SimulatedEnvironment, { minutes = 0 }: PlannedFault): Promise<void> =>
  clock.sleep(minutes * MINUTE);

const isAfterwards = ({ fault }: PlannedFault): boolean =>
  fault === 'lost' || fault === 'crash-after' || fault === 'sleep-after';

const die = (environment: SimulatedEnvironment, worker: Worker): void => {
  if (worker.isDead) return;
  environment.counters.crashes += 1;
  environment.working -= 1;
  worker.isDead = true;
};

/** Lets others go first, now and then. */
const dawdle = async (requests: Requests): Promise<void> => {
  requests.chance = (Math.imul(requests.chance, 1_664_525) + 1_013_904_223) >>> 0;
  for (let turns = (requests.chance >>> 24) & 31; turns > 0; turns -= 1) await undefined;
};

const after = (
  environment: SimulatedEnvironment,
  worker: Worker,
  {
    request,
    outcome,
    fault,
  }: {
    readonly request: InProcessRequest;
    readonly outcome: { output?: unknown; error?: unknown };
    readonly fault: PlannedFault | undefined;
  },
): Promise<void> | undefined => {
  if ('output' in outcome) checkAnswer(environment, worker.ledgered, { request, output: outcome.output });
  else if (outcome.error) noteRefusal(environment, worker, request);
  if (fault === undefined || !isAfterwards(fault)) return undefined;
  environment.counters.faults += 1;
  environment.log?.push(`${worker.id}: ${fault.fault} at ${request.operation}`);
  if (fault.fault === 'sleep-after') return sleep(environment, fault);
  if (fault.fault === 'crash-after') die(environment, worker);
  throw network('no answer came');
};

/** What AWS itself refused while something was switched off is a fault too. */
const noteRefusal = (environment: SimulatedEnvironment, { id }: Worker, { operation }: InProcessRequest): void => {
  if (environment.world.now < (environment.ledger.changedUntil ?? 0)) environment.counters.faults += 1;
  environment.log?.push(`${id}: AWS refuses ${operation}`);
};
