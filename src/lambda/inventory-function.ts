import { finishRun } from '../app/fan-out/finish-run.ts';
import type { RunStore } from '../app/fan-out/ports.ts';
import { settleSearch } from '../app/fan-out/settle-search.ts';
import { type Started, startRun } from '../app/fan-out/start-run.ts';
import type { Gate } from '../app/ports/sts.ts';
import { openDirectory } from '../aws/organizations/open-accounts-list.ts';
import { s3RunStore } from '../aws/s3/run-store.ts';
import { ownCalls } from '../aws/session/caller-context.ts';
import { stepFunctionsEngine } from '../aws/step-functions/start-execution.ts';
import { stateMachineIn, unitsIn } from './function-settings.ts';
import { type InventoryEvent, inventoryEvent, START_EXAMPLE } from './inventory-event.ts';
import { createHandler, type FunctionHandler, type FunctionMeans, type Invocation } from './invocation.ts';
import { modeFor } from './mode.ts';
import { checkBucket } from './run-bucket.ts';
import { countsOfRun } from './run-counts.ts';
import { runIdOf } from './run-id.ts';

/** ASA-Account-Inventory: starts runs, settles searches, and ends runs. It enters no account. */
export const inventoryFunction = (means: FunctionMeans): FunctionHandler => createHandler(means, inventoryEvent, work);

const work = (event: InventoryEvent, invocation: Invocation): Promise<unknown> => {
  const { door, stack, note } = invocation;
  const store = s3RunStore(door({ service: 's3', region: stack.region }), stack.runBucket);
  if (event.kind === 'start') return start(event, store, invocation);
  checkBucket(event.run, stack);
  note({ step: event.kind, run: event.run.id, mode: event.run.mode });
  return event.kind === 'finish' ? finish(event.run, store, invocation) : settle(event.run, store, invocation);
};

const start = async (
  { force, dryrun, scheduled }: Extract<InventoryEvent, { kind: 'start' }>,
  store: RunStore,
  { door, clock, env, stack, requestId, note }: Invocation,
): Promise<Started> => {
  const { settings, region, runBucket } = stack;
  const mode = modeFor(dryrun, stack, { example: START_EXAMPLE });
  const runId = runIdOf(requestId, { scheduled, now: clock.now() });
  note({ step: 'start', run: runId, mode, isForced: force !== undefined, isScheduled: scheduled !== undefined });
  const engine = stepFunctionsEngine(door({ service: 'sfn', region }), stateMachineIn(env));
  const own = ownCalls({ door, runId, region });
  const directory = openDirectory(own, { clock, settings, region });
  const isScheduled = scheduled !== undefined;
  const request = { settings, mode, force, ous: unitsIn(env), isScheduled, runId, bucket: runBucket };
  const started = await startRun(request, { directory, gate: closedGate(own.self), store, engine, clock });
  const { accounts, skipped, isListWhole, executionArn } = started;
  note({ accounts, skipped, isListWhole, executionArn });
  return started;
};

/** The inventory's role could assume no member role either. */
const closedGate = (self: Gate['self']): Gate => ({
  self,
  enter: async ({ id }) => never(id),
  enterSelf: async () => never('its own'),
});

const never = (account: string): never => {
  throw new Error(`the inventory enters no account, and was about to enter ${account}`);
};

type Run = Parameters<typeof finishRun>[0]['run'];

const settle = async (run: Run, store: RunStore, { note }: Invocation): Promise<unknown> => {
  const settled = await settleSearch(run, { store });
  note({ isFound: settled.isFound });
  return settled;
};

const finish = async (run: Run, store: RunStore, { stack, clock, note, count }: Invocation): Promise<unknown> => {
  const ended = await finishRun({ run, settings: stack.settings }, { store, clock });
  const { summary, undelivered, isComplete, isRefused } = ended;
  note({ ...summary, undelivered, isComplete, isRefused });
  count({ ...countsOfRun(run.mode, summary), NoticesUndelivered: undelivered, RunsCompleted: isComplete ? 1 : 0 });
  return ended;
};
