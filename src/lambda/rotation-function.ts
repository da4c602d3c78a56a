import { noteAcceptances } from '../app/fan-out/note-acceptances.ts';
import type { RunStore } from '../app/fan-out/ports.ts';
import { searchAccount } from '../app/fan-out/search-account.ts';
import { visitAccount } from '../app/fan-out/visit-account.ts';
import { visitDirectly } from '../app/fan-out/visit-directly.ts';
import { s3RunStore } from '../aws/s3/run-store.ts';
import { type OpenAccounts, openAccounts } from '../aws/session/open-accounts.ts';
import { refuseExemptAccount } from './exempt-account.ts';
import { createHandler, type FunctionDependencies, type FunctionHandler, type Invocation } from './invocation.ts';
import { modeFor, refuseRealStep } from './mode.ts';
import { DIRECT_EXAMPLE, type RotationEvent, rotationEvent } from './rotation-event.ts';
import { checkBucket } from './run-bucket.ts';
import { countsOfRun } from './run-counts.ts';
import { runIdOf } from './run-id.ts';

export interface RotationDependencies extends FunctionDependencies {
  /** Proves that a key is asked for once, before anything can ask for one. */
  readonly assertSentOnce: () => Promise<void>;
}

/** ASA-IAM-Access-Key-Rotation-Function: one account, one step. */
export const rotationFunction = ({ assertSentOnce, ...dependencies }: RotationDependencies): FunctionHandler => {
  let proven: Promise<void> | undefined;
  return createHandler(dependencies, rotationEvent, async (event, invocation) => {
    if (event.kind === 'visit' || event.kind === 'direct') {
      proven ??= assertSentOnce();
      await proven;
    }
    return event.kind === 'direct' ? direct(event, invocation) : step(event, invocation);
  });
};

type Event<Kind extends RotationEvent['kind']> = Extract<RotationEvent, { kind: Kind }>;

const step = async (event: Event<'search' | 'visit' | 'tell'>, invocation: Invocation): Promise<unknown> => {
  const { clientFactory, stack, note } = invocation;
  const { kind, run, ticket } = event;
  checkBucket(run, stack);
  note({ step: kind, run: run.id, account: ticket.account, mode: run.mode });
  const store = s3RunStore(clientFactory({ service: 's3', region: stack.region }), stack.runBucket);
  const opened = openAccountsFor(run.id, invocation);
  if (event.kind === 'search') return search(event, { store, opened, invocation });
  refuseRealStep(run.mode, stack, { example: '{"run": {"mode": "plan", ...}, ...}' });
  note({ round: event.round });
  return event.kind === 'visit'
    ? visit(event, { store, opened, invocation })
    : tell(event, { store, opened, invocation });
};

interface Tools {
  readonly store: RunStore;
  readonly opened: OpenAccounts;
  readonly invocation: Invocation;
}

const search = async ({ run, ticket }: Event<'search'>, { store, opened, invocation }: Tools): Promise<unknown> => {
  const found = await searchAccount({ run, ticket }, { sessions: opened.sessions, store });
  invocation.note({ hasUser: found.hasUser });
  return found;
};

const visit = async (
  { run, ticket, round }: Event<'visit'>,
  { store, opened: { sessions, apiCalls }, invocation }: Tools,
): Promise<unknown> => {
  const { stack, clock, nonce, signal, deadline, note } = invocation;
  const request = { run, ticket, round, settings: stack.settings };
  const visited = await visitAccount(request, { sessions, store, clock, nonce, apiCalls, signal, deadline });
  note({ ...visited.summary, messages: visited.messages.length, isDone: visited.isDone, apiCalls: apiCalls().total });
  return visited;
};

const tell = async (
  { run, ticket, round, sent }: Event<'tell'>,
  { store, opened: { sessions }, invocation }: Tools,
): Promise<unknown> => {
  const { stack, clock, deadline, note } = invocation;
  const request = { run, ticket, round, sent, settings: stack.settings };
  const told = await noteAcceptances(request, { sessions, store, clock, deadline });
  note(told);
  return told;
};

/** The guide's event: one account, outside any run. */
const direct = async ({ ticket, force, dryrun }: Event<'direct'>, invocation: Invocation): Promise<unknown> => {
  const { stack, clock, nonce, signal, deadline, requestId, note, count } = invocation;
  const mode = modeFor(dryrun, stack, { example: DIRECT_EXAMPLE });
  const runId = runIdOf(requestId, { now: clock.now() });
  note({ step: 'direct', run: runId, account: ticket.account, mode });
  refuseExemptAccount(ticket.account, stack, { example: DIRECT_EXAMPLE, now: clock.now() });
  const { sessions, apiCalls } = openAccountsFor(runId, invocation);
  const request = { ticket, mode, force, settings: stack.settings, runId };
  const result = await visitDirectly(request, { sessions, clock, nonce, apiCalls, signal, deadline });
  note({ ...result.summary });
  count(countsOfRun(mode, result.summary));
  return result;
};

const openAccountsFor = (runId: string, { clientFactory, clock, stack }: Invocation): OpenAccounts =>
  openAccounts({ clientFactory, clock, settings: stack.settings, runId, region: stack.region });
