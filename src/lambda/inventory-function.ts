import { finishRun } from '../app/fan-out/finish-run.ts';
import { settleSearch } from '../app/fan-out/settle-search.ts';
import { type StartedRun, startRun } from '../app/fan-out/start-run.ts';
import type { AccountSessions } from '../app/ports/sts.ts';
import type { RunStore } from '../app/run-bucket/ports.ts';
import { openOrganizationAccounts } from '../aws/organizations/open-accounts-list.ts';
import { ownCalls } from '../aws/session/caller-context.ts';
import { stepFunctionsStateMachine } from '../aws/step-functions/start-execution.ts';
import { functionsAtATimeIn, stateMachineIn, unitsIn } from './function-settings.ts';
import { type InventoryEvent, inventoryEvent, START_EXAMPLE } from './inventory-event.ts';
import { createHandler, type FunctionDependencies, type FunctionHandler, type Invocation } from './invocation.ts';
import { modeFor } from './mode.ts';
import { checkBucket, openRunStore } from './run-bucket.ts';
import { countsOfRun } from './run-counts.ts';
import { runIdOf } from './run-id.ts';

/** ASA-Account-Inventory: starts runs, settles searches, and ends runs. It enters no account. */
export const inventoryFunction = (dependencies: FunctionDependencies): FunctionHandler =>
  createHandler(dependencies, inventoryEvent, handle);

const handle = (event: InventoryEvent, invocation: Invocation): Promise<unknown> => {
  const { stack, note } = invocation;
  if (event.kind === 'start') return start(event, invocation);
  checkBucket(event.run, stack);
  note({ step: event.kind, run: event.run.id, mode: event.run.mode });
  const store = openRunStore(invocation, event.run);
  return event.kind === 'finish' ? finish(event.run, store, invocation) : settle(event.run, store, invocation);
};

const start = async (
  { force, dryrun, scheduled }: Extract<InventoryEvent, { kind: 'start' }>,
  invocation: Invocation,
): Promise<StartedRun> => {
  const { clientFactory, clock, env, stack, requestId, note, nonce } = invocation;
  const { settings, region, runBucket } = stack;
  const mode = modeFor(dryrun, stack, { example: START_EXAMPLE });
  const runId = runIdOf(requestId, { scheduled, now: clock.now() });
  note({ step: 'start', run: runId, mode, isForced: force !== undefined, isScheduled: scheduled !== undefined });
  const stateMachine = stepFunctionsStateMachine(clientFactory({ service: 'sfn', region }), stateMachineIn(env));
  const own = ownCalls({ clientFactory, runId, region });
  const organizationAccounts = openOrganizationAccounts(own, { clock, settings, region });
  const isScheduled = scheduled !== undefined;
  const request = {
    ...{ settings, mode, force, isScheduled, runId, bucket: runBucket },
    ...{ ous: unitsIn(env), functionsAtATime: functionsAtATimeIn(env) },
  };
  const started = await startRun(request, {
    organizationAccounts,
    sessions: closedSessions(own.self),
    store: openRunStore(invocation),
    openRun: (run) => openRunStore(invocation, run),
    stateMachine,
    clock,
    nonce,
  });
  const { accounts, skipped, isListWhole, executionArn } = started;
  note({ accounts, skipped, isListWhole, executionArn });
  return started;
};

/** The inventory's role could assume no member role either. */
const closedSessions = (self: AccountSessions['self']): AccountSessions => ({
  self,
  open: async ({ id }) => never(id),
  openOwn: async () => never('its own'),
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

const finish = async (run: Run, store: RunStore, { stack, clock, env, note, count }: Invocation): Promise<unknown> => {
  const ended = await finishRun({ run, settings: stack.settings, schedule: env.Schedule ?? '' }, { store, clock });
  const { summary, undelivered, isComplete, isRefused } = ended;
  note({ ...summary, undelivered, isComplete, isRefused });
  count({ ...countsOfRun(run.mode, summary), NoticesUndelivered: undelivered, RunsCompleted: isComplete ? 1 : 0 });
  return ended;
};
