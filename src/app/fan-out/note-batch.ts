import type { Instant } from '../../core/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { AccountSessions } from '../ports/sts.ts';
import type { AccountTicket, RunTicket, Visited } from '../run-bucket/documents.ts';
import { readJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';
import type { Settings } from '../settings/settings.ts';
import { noteAcceptances } from './note-acceptances.ts';

interface NoteBatchRequest {
  readonly run: RunTicket;
  /** Whose visits of this round left mails. */
  readonly tickets: readonly AccountTicket[];
  readonly round: number;
  /** Why the request that sends mails failed, of those of which the run bucket holds no word; empty: it did not. */
  readonly refused: string;
  readonly settings: Settings;
}

interface NoteBatchParts {
  readonly sessions: AccountSessions;
  readonly store: RunStore;
  readonly clock: Clock;
  readonly deadline?: Instant;
}

/**
 * Notes what was accepted of the mails of several accounts, each whatever becomes of the others.
 * @throws the first failure, once all were tried: noting again does no harm
 */
export const noteBatch = async (
  { tickets, refused, ...request }: NoteBatchRequest,
  parts: NoteBatchParts,
): Promise<{ readonly noted: number; readonly failed: number }> => {
  const ended = await Promise.allSettled(
    tickets.map(async (ticket) => {
      const key = runKeys.visited(request.run.id, ticket.account, request.round);
      const { messages = [] } = (await readJson<Visited>(parts.store, key)) ?? {};
      const sent = messages.map(({ message }) => ({ message, ...(refused === '' ? {} : { refused }) }));
      return noteAcceptances({ ...request, ticket, sent }, parts);
    }),
  );
  const told = ended.flatMap((each) => {
    if (each.status === 'rejected') throw each.reason;
    return [each.value];
  });
  const sum = (name: 'noted' | 'failed'): number => told.reduce((total, each) => total + each[name], 0);
  return { noted: sum('noted'), failed: sum('failed') };
};
