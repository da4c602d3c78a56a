import type { Summary } from '../results/result.ts';
import type { AccountTicket, RunTicket } from '../run-bucket/documents.ts';
import { readJson, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';
import type { Settings } from '../settings/settings.ts';
import { type VisitAnswer, type VisitParts, visitAccount } from './visit-account.ts';

export interface BatchRequest {
  readonly run: RunTicket;
  readonly tickets: readonly AccountTicket[];
  /** See {@link VisitRequest.round}. */
  readonly round: number;
  /** One account, since its visit beside others failed. */
  readonly isAlone: boolean;
  readonly settings: Settings;
}

interface BatchParts {
  readonly store: RunStore;
  /** Called once for each account: requests are counted by account. */
  readonly partsFor: (ticket: AccountTicket) => VisitParts;
}

/** What the state machine goes on with: tickets alone, since a state holds 262,144 bytes. */
export interface BatchAnswer {
  /** Mails of these wait in the outbox. */
  readonly mailing: readonly AccountTicket[];
  /** Time ran out, and another visit goes on. */
  readonly left: readonly AccountTicket[];
  /** Their visit broke off: each is to be visited again, alone, in the same round. */
  readonly failed: readonly AccountTicket[];
}

export interface VisitedBatch {
  readonly answer: BatchAnswer;
  readonly summaries: readonly Summary[];
  readonly mails: number;
  readonly failures: readonly { readonly ticket: AccountTicket; readonly error: unknown }[];
}

/**
 * Visits several accounts at once. Whatever breaks in one, the others are visited to their end.
 * @throws what broke the visit of an account that was asked for alone
 */
export const visitAccounts = async (
  { run, tickets, round, isAlone, settings }: BatchRequest,
  { store, partsFor }: BatchParts,
): Promise<VisitedBatch> => {
  const isRetried = isAlone || (await wasBegun({ run, tickets, round }, store));
  const visit = (ticket: AccountTicket): Promise<VisitAnswer> =>
    visitAccount({ run, ticket, round, isRetried, settings }, { ...partsFor(ticket), store });
  const ended = await Promise.allSettled(tickets.map(visit));
  const failures = tickets.flatMap((ticket, index) => {
    const outcome = ended[index];
    return outcome?.status === 'rejected' ? [{ ticket, error: outcome.reason as unknown }] : [];
  });
  const [failure] = failures;
  if (failure !== undefined && tickets.length === 1) throw failure.error;
  const visits = tickets.flatMap((ticket, index) => {
    const outcome = ended[index];
    return outcome?.status === 'fulfilled' ? [{ ticket, ...outcome.value }] : [];
  });
  return {
    answer: {
      mailing: visits.filter(({ messages }) => messages.length > 0).map(({ ticket }) => ticket),
      left: visits.filter(({ isDone }) => !isDone).map(({ ticket }) => ticket),
      failed: failures.map(({ ticket }) => ticket),
    },
    summaries: visits.map(({ summary }) => summary),
    mails: visits.reduce((sum, { messages }) => sum + messages.length, 0),
    failures,
  };
};

/** Whether a function died, or lost its answer, on these accounts: who was not done then may be why. */
const wasBegun = async (
  { run, tickets, round }: Pick<BatchRequest, 'run' | 'tickets' | 'round'>,
  store: RunStore,
): Promise<boolean> => {
  const [first, ...others] = tickets;
  if (first === undefined || others.length === 0) return false;
  const key = runKeys.begun(run.id, first.account, round);
  if ((await readJson(store, key)) !== undefined) return true;
  await writeJson(store, key, { accounts: tickets.map(({ account }) => account) });
  return false;
};
