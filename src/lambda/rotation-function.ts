import { listedTickets } from '../app/fan-out/listed-tickets.ts';
import { addSummaries } from '../app/fan-out/merge-results.ts';
import { noteBatch } from '../app/fan-out/note-batch.ts';
import { searchAccount } from '../app/fan-out/search-account.ts';
import type { VisitParts } from '../app/fan-out/visit-account.ts';
import { visitAccounts } from '../app/fan-out/visit-accounts.ts';
import { visitDirectly } from '../app/fan-out/visit-directly.ts';
import type { RunStore } from '../app/run-bucket/ports.ts';
import { type OpenAccounts, openAccounts } from '../aws/session/open-accounts.ts';
import { refuseExemptAccount } from './exempt-account.ts';
import { failureOf } from './failure.ts';
import { createHandler, type FunctionDependencies, type FunctionHandler, type Invocation } from './invocation.ts';
import { modeFor, refuseRealStep } from './mode.ts';
import { DIRECT_EXAMPLE, type RotationEvent, rotationEvent } from './rotation-event.ts';
import { checkBucket, openRunStore } from './run-bucket.ts';
import { countsOfRun } from './run-counts.ts';
import { runIdOf } from './run-id.ts';

export interface RotationDependencies extends FunctionDependencies {
  /** Proves that a key is asked for once, before anything can ask for one. */
  readonly assertSentOnce: () => Promise<void>;
}

/** ASA-IAM-Access-Key-Rotation-Function: one step of some accounts, or one account. */
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

type Step = Exclude<RotationEvent, { kind: 'direct' }>;

const step = async (event: Step, invocation: Invocation): Promise<unknown> => {
  const { stack, note } = invocation;
  const { kind, run } = event;
  checkBucket(run, stack);
  const given = event.kind === 'search' ? [event.ticket] : event.tickets;
  note({ step: kind, run: run.id, accounts: given.map(({ account }) => account).join(), mode: run.mode });
  if (event.kind !== 'search') {
    refuseRealStep(run.mode, stack, { example: '{"run": {"mode": "plan", ...}, ...}' });
    note({ round: event.round });
  }
  const store = openRunStore(invocation, run);
  const tickets = await listedTickets(run, given, store);
  if (event.kind === 'search') return search({ run, tickets }, { store, invocation });
  return event.kind === 'visit'
    ? visit({ ...event, tickets }, { store, invocation })
    : tell({ ...event, tickets }, { store, invocation });
};

interface Tools {
  readonly store: RunStore;
  readonly invocation: Invocation;
}

const search = async (
  { run, tickets }: Pick<Event<'visit'>, 'run' | 'tickets'>,
  { store, invocation }: Tools,
): Promise<unknown> => {
  const { sessions } = openAccountsFor(run.id, invocation);
  const [found] = await Promise.all(tickets.map((ticket) => searchAccount({ run, ticket }, { sessions, store })));
  invocation.note({ hasUser: found?.hasUser ?? false });
  return found;
};

const visit = async (
  { run, tickets, round, isAlone }: Event<'visit'>,
  { store, invocation }: Tools,
): Promise<unknown> => {
  const { stack, note } = invocation;
  const partsFor = (): VisitParts => visitPartsFor(run.id, invocation);
  const visited = await visitAccounts({ run, tickets, round, isAlone, settings: stack.settings }, { store, partsFor });
  const { answer, summaries, mails, failures } = visited;
  note({
    ...addSummaries(summaries.map((summary) => ({ summary }))),
    mails,
    left: answer.left.length,
    failed: failures.length,
  });
  for (const { ticket, error } of failures) note({ [`failure of ${ticket.account}`]: wordsOfFailure(error) });
  return answer;
};

const wordsOfFailure = (error: unknown): string => {
  const { code, message, at = [] } = failureOf(error);
  return [code, message, ...at].join(': ');
};

const tell = async (
  { run, tickets, round, refused }: Event<'tell'>,
  { store, invocation }: Tools,
): Promise<unknown> => {
  const { stack, clock, deadline, note } = invocation;
  const { sessions } = openAccountsFor(run.id, invocation);
  const request = { run, tickets, round, refused, settings: stack.settings };
  const told = await noteBatch(request, { sessions, store, clock, deadline });
  note(told);
  return told;
};

const visitPartsFor = (runId: string, invocation: Invocation): VisitParts => {
  const { clock, nonce, signal, deadline } = invocation;
  const { sessions, apiCalls } = openAccountsFor(runId, invocation);
  return { sessions, clock, nonce, apiCalls, signal, deadline };
};

/** The guide's event: one account, outside any run. */
const direct = async ({ ticket, force, dryrun }: Event<'direct'>, invocation: Invocation): Promise<unknown> => {
  const { stack, clock, requestId, note, count } = invocation;
  const mode = modeFor(dryrun, stack, { example: DIRECT_EXAMPLE });
  const runId = runIdOf(requestId, { now: clock.now() });
  note({ step: 'direct', run: runId, account: ticket.account, mode });
  refuseExemptAccount(ticket.account, stack, { example: DIRECT_EXAMPLE, now: clock.now() });
  const request = { ticket, mode, force, settings: stack.settings, runId };
  const result = await visitDirectly(request, visitPartsFor(runId, invocation));
  note({ ...result.summary });
  count(countsOfRun(mode, result.summary));
  return result;
};

const openAccountsFor = (runId: string, { clientFactory, clock, stack }: Invocation): OpenAccounts =>
  openAccounts({ clientFactory, clock, settings: stack.settings, runId, region: stack.region });
