import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StartedRun } from '../app/fan-out/start-run.ts';
import type { BatchAnswer } from '../app/fan-out/visit-accounts.ts';
import type { AccountBatch, AccountTicket, RunTicket } from '../app/run-bucket/documents.ts';
import { runKeys } from '../app/run-bucket/keys.ts';
import type { AccountId } from '../core/keys.ts';
import {
  addDueUser,
  contextOf,
  type DeployedFunctions,
  deployed,
  printedBy,
  putSealed,
  RUNS,
} from './deployed.fixture.ts';
import type { FunctionHandler } from './invocation.ts';

beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockReturnValue(true);
});
afterEach(() => void vi.restoreAllMocks());

/** As Lambda hands events and answers on: as JSON. */
const call = async <T>(handler: FunctionHandler, event: unknown): Promise<T> =>
  JSON.parse(JSON.stringify(await handler(JSON.parse(JSON.stringify(event)), contextOf())));

const objectIn = <T>({ world }: DeployedFunctions, key: string): T =>
  JSON.parse(Buffer.from(world.buckets.get(RUNS)?.objects.get(key)?.body ?? []).toString('utf8'));

interface Ending {
  readonly message: string;
  readonly isComplete: boolean;
}

/** What the state machine does with a run. */
const carryOn = async (keyturn: DeployedFunctions, { executionArn }: StartedRun): Promise<Ending> => {
  const { inventory, rotation, notifier, world } = keyturn;
  let run: RunTicket = JSON.parse(world.executions.get(executionArn)?.input ?? '').run;
  if (run.isSearch) {
    for (const ticket of objectIn<AccountTicket[]>(keyturn, run.accountsKey))
      await call(rotation, { step: 'search', run, ticket });
    const settled = await call<{ run: RunTicket; isFound: boolean }>(inventory, { step: 'settle-search', run });
    run = settled.run;
    if (!settled.isFound) return call(inventory, { step: 'finish', run, execution: executionArn });
  }
  for (const { tickets } of objectIn<AccountBatch[]>(keyturn, run.batchesKey ?? '')) {
    const { mailing } = await call<BatchAnswer>(rotation, { step: 'visit', run, tickets, round: 0, isAlone: false });
    if (mailing.length === 0) continue;
    await call(notifier, { step: 'mails', run, tickets: mailing, round: 0 });
    await call(rotation, { step: 'tell', run, tickets: mailing, round: 0, refused: '' });
  }
  const ending = await call<Ending>(inventory, { step: 'finish', run, execution: executionArn });
  await call(notifier, { message: ending.message, run });
  return ending;
};

const keysOf = ({ world }: DeployedFunctions, name: string): number =>
  [...world.accessKeys.values()].filter(({ userName }) => userName === name).length;

test('the functions carry a run through all accounts: keys are rotated, owners told, the admins sent a summary', async () => {
  const keyturn = deployed();
  const [payments = '', shop = ''] = keyturn.members;
  addDueUser(keyturn, payments, 'alice');
  addDueUser(keyturn, shop, 'bob');
  const started = await call<StartedRun>(keyturn.inventory, { scheduled: '2027-01-15T03:00:00Z' });
  let ending: Ending | undefined;
  const printed = await printedBy(async () => {
    ending = await carryOn(keyturn, started);
  });
  expect(ending).toMatchObject({ isComplete: true, summary: { rotated: 2, told: 2 }, undelivered: 0 });
  expect([keysOf(keyturn, 'alice'), keysOf(keyturn, 'bob')]).toEqual([2, 2]);
  const receivers = keyturn.world.mailbox.map(({ to }) => to.join());
  expect(receivers.sort()).toEqual(['admin@example.com', 'payments@example.com', 'shop@example.com']);
  expect(printed).toContain('"RunsCompleted":1');
  expect(objectIn(keyturn, runKeys.lastComplete)).toMatchObject({ runId: started.runId });
});

test('what becomes of one account leaves the others of its function alone, and is logged', async () => {
  const keyturn = deployed({ MaxConcurrency: '1' });
  const [payments = '', shop = ''] = keyturn.members;
  addDueUser(keyturn, shop, 'bob');
  const { executionArn } = await call<StartedRun>(keyturn.inventory, {});
  const { run } = JSON.parse(keyturn.world.executions.get(executionArn)?.input ?? '');
  const [{ tickets } = { tickets: [] }, ...others] = objectIn<AccountBatch[]>(keyturn, run.batchesKey);
  expect([tickets.length, others]).toEqual([3, []]);
  putSealed(keyturn, run, { key: runKeys.visited(run.id, payments as AccountId, 0), body: '{"canary' });
  let answer: BatchAnswer | undefined;
  const printed = await printedBy(async () => {
    answer = await call<BatchAnswer>(keyturn.rotation, { step: 'visit', run, tickets, round: 0, isAlone: false });
  });
  expect(answer).toMatchObject({ mailing: [{ account: shop }], left: [], failed: [{ account: payments }] });
  expect(keysOf(keyturn, 'bob')).toBe(2);
  expect(printed).toContain(`failure of ${payments}`);
  expect(printed).toContain('SyntaxError');
  expect(printed).not.toContain('canary');
});

test('a forced name rotates that user and nobody else', async () => {
  const keyturn = deployed();
  const [payments = '', shop = ''] = keyturn.members;
  addDueUser(keyturn, payments, 'alice');
  addDueUser(keyturn, shop, 'bob');
  await carryOn(keyturn, await call<StartedRun>(keyturn.inventory, { ForceRotate: 'alice' }));
  expect([keysOf(keyturn, 'alice'), keysOf(keyturn, 'bob')]).toEqual([2, 1]);
});

test('a forced name that two accounts have rotates nobody', async () => {
  const keyturn = deployed();
  for (const account of keyturn.members) addDueUser(keyturn, account, 'alice');
  const ending = await carryOn(keyturn, await call<StartedRun>(keyturn.inventory, { ForceRotate: 'alice' }));
  expect(ending.isComplete).toBe(false);
  expect(keysOf(keyturn, 'alice')).toBe(2);
});

test('a dry run changes nothing and says so', async () => {
  const keyturn = deployed({ DryRunFlag: 'True' });
  addDueUser(keyturn, keyturn.members[0] ?? '', 'alice');
  await carryOn(keyturn, await call<StartedRun>(keyturn.inventory, {}));
  expect(keysOf(keyturn, 'alice')).toBe(1);
  expect(
    [...keyturn.calls.keys()].filter((name) => /:(Create|Put(?!Object)|Update|Delete|Tag|Attach)/.test(name)),
  ).toEqual([]);
});
