import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StartedRun } from '../app/fan-out/start-run.ts';
import { Fault } from '../app/faults/fault.ts';
import type { RunTicket } from '../app/run-bucket/documents.ts';
import { runKeys } from '../app/run-bucket/keys.ts';
import type { AccountId } from '../core/keys.ts';
import { putObject } from '../sandbox/seed.ts';
import { addDueUser, contextOf, type DeployedFunctions, deployed, RUNS } from './deployed.fixture.ts';

beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockReturnValue(true);
});
afterEach(() => void vi.restoreAllMocks());

const STRANGER = 'mallory@stranger.example';
const ID = '20270115-0300-scheduled';
const SCHEDULED = { scheduled: '2027-01-15T03:00:00Z' };

/** Whoever may write into the bucket, where its policy does not keep them from it. */
const plant = ({ world }: DeployedFunctions, key: string, document: unknown) =>
  putObject(world, RUNS, { key, body: JSON.stringify(document) });

const keysOf = ({ world }: DeployedFunctions, name: string) =>
  [...world.accessKeys.values()].filter(({ userName }) => userName === name).length;

const ticketOf = (account: string) => ({ account: account as AccountId, name: 'payments', email: STRANGER, share: 9 });

/** As another run would have it, seal and all, but for what only the execution of the run knows. */
const runOf = (change: Partial<RunTicket> = {}): RunTicket => ({
  id: ID,
  mode: 'apply',
  bucket: RUNS,
  accountsKey: runKeys.accounts(ID),
  batchesKey: runKeys.batches(ID),
  force: '',
  isSearch: false,
  isScheduled: true,
  seal: 'a-guess',
  ...change,
});

const plantRun = (keyturn: DeployedFunctions, account: string) => {
  const { seal: _, ...run } = runOf();
  plant(keyturn, runKeys.accounts(ID), [ticketOf(account)]);
  plant(keyturn, runKeys.batches(ID), [{ tickets: [ticketOf(account)] }]);
  plant(keyturn, runKeys.manifest(ID), { run, startedAt: keyturn.world.now, accounts: 1, skipped: [] });
};

const inputOf = ({ world }: DeployedFunctions, executionArn: string): RunTicket =>
  JSON.parse(world.executions.get(executionArn)?.input ?? '').run;

const visitOf = (run: object, account: string) => ({
  step: 'visit',
  run,
  tickets: [ticketOf(account)],
  round: 0,
  isAlone: true,
});

describe('a manifest that a stranger put in the place of the next run', () => {
  it('is written over: the run goes through the accounts of the organization, and leaves out who is exempt', async () => {
    const [exempt = '', other = ''] = deployed().members;
    const keyturn = deployed({ ExemptAccounts: exempt });
    plantRun(keyturn, exempt);
    const started = (await keyturn.inventory(SCHEDULED, contextOf())) as StartedRun;
    expect(started).toMatchObject({ runId: ID, accounts: 2, skipped: 1 });
    const list = Buffer.from(keyturn.world.buckets.get(RUNS)?.objects.get(runKeys.accounts(ID))?.body ?? []).toString();
    expect(list).toContain(other);
    expect(list).not.toContain(exempt);
    expect(list).not.toContain(STRANGER);
  });

  it('rotates nobody and mails nobody, whoever sends the events that go with it', async () => {
    const keyturn = deployed();
    const [account = ''] = keyturn.members;
    addDueUser(keyturn, account, 'alice');
    plantRun(keyturn, account);
    const run = runOf();
    const message = runKeys.message(ID, account as AccountId, 0, 0);
    plant(keyturn, message, { kind: 'digest', digest: { to: [STRANGER] } });
    plant(keyturn, runKeys.visited(ID, account as AccountId, 0), { messages: [{ message, notices: [] }] });
    const events = [
      [keyturn.rotation, visitOf(run, account)],
      [keyturn.rotation, { ...visitOf(run, account), step: 'tell', isAlone: undefined, refused: '' }],
      [keyturn.rotation, { step: 'search', run, ticket: ticketOf(account) }],
      [keyturn.notifier, { step: 'mails', run, tickets: [ticketOf(account)], round: 0 }],
      [keyturn.notifier, { message, run }],
      [keyturn.inventory, { step: 'settle-search', run }],
      [keyturn.inventory, { step: 'finish', run, execution: 'x' }],
    ] as const;
    for (const [handler, event] of events) {
      const fault = await handler(JSON.parse(JSON.stringify(event)), contextOf()).catch((error: unknown) => error);
      expect(fault, JSON.stringify(event)).toBeInstanceOf(Fault);
      expect((fault as Fault).code, JSON.stringify(event)).toBe('KT-309');
    }
    expect([keysOf(keyturn, 'alice'), keyturn.world.mailbox]).toEqual([1, []]);
  });
});

describe('an event with the seal of a run', () => {
  it('names no account that is not on the list of the run', async () => {
    const [exempt = ''] = deployed().members;
    const keyturn = deployed({ ExemptAccounts: exempt });
    addDueUser(keyturn, exempt, 'alice');
    const { executionArn } = (await keyturn.inventory(SCHEDULED, contextOf())) as StartedRun;
    const run = inputOf(keyturn, executionArn);
    await expect(keyturn.rotation(visitOf(run, exempt), contextOf())).rejects.toMatchObject({
      name: 'run-document-foreign',
      message: expect.stringContaining(`not on the list of the run ${ID}: account ${exempt}`),
    });
    expect(keysOf(keyturn, 'alice')).toBe(1);
  });

  it('changes no address of an account: mails go where the list has it', async () => {
    const keyturn = deployed();
    const [account = ''] = keyturn.members;
    addDueUser(keyturn, account, 'alice');
    const { executionArn } = (await keyturn.inventory(SCHEDULED, contextOf())) as StartedRun;
    const run = inputOf(keyturn, executionArn);
    const answer = (await keyturn.rotation(visitOf(run, account), contextOf())) as { readonly mailing: object[] };
    expect(answer.mailing).toMatchObject([{ account, email: 'payments@example.com' }]);
    await keyturn.notifier({ step: 'mails', run, tickets: [ticketOf(account)], round: 0 }, contextOf());
    expect(keyturn.world.mailbox.map(({ to }) => to)).toEqual([['payments@example.com']]);
  });
});
