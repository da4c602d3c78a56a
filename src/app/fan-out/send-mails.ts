import type { AccountId } from '../../core/keys.ts';
import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import type { SentMessage, Visited } from '../run-bucket/documents.ts';
import { readJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import { type SendParts, sendMessage } from './send-message.ts';

interface MailsRequest {
  readonly run: string;
  /** Whose visits of this round left mails. */
  readonly accounts: readonly AccountId[];
  readonly round: number;
}

export interface SentMails {
  readonly accepted: number;
  readonly refused: number;
  /** False: time ran out, and another request goes on. */
  readonly isDone: boolean;
}

/** Mails that one request sends at the same time: SES bounds the rate of the whole account. */
const AT_ONCE = 2;

/**
 * Sends the mails that these visits left in the outbox; what became of each lies in the run bucket. A mail of which
 * there is a word already, a refusal too, is left: its owner counts as told, or is told by the next run.
 * @throws the first failure that is none of a mail's receiver, once the other mails were sent
 */
export const sendMails = async (
  { run, accounts, round }: MailsRequest,
  { signal, ...parts }: SendParts & { readonly signal: AbortSignal },
): Promise<SentMails> => {
  const visits = await Promise.all(
    accounts.map((account) => readJson<Visited>(parts.store, runKeys.visited(run, account, round))),
  );
  const mails = visits.flatMap((visited) => visited?.messages ?? []);
  const failures: unknown[] = [];
  const sent = await mapConcurrent(mails, AT_ONCE, async ({ message }) => {
    if (signal.aborted) return 'left';
    try {
      const word = (await readJson<SentMessage>(parts.store, runKeys.sent(message))) ?? sendMessage(message, parts);
      return 'messageId' in (await word) ? 'accepted' : 'refused';
    } catch (error) {
      failures.push(error);
      return 'failed';
    }
  });
  if (failures.length > 0) throw failures[0];
  const count = (outcome: (typeof sent)[number]): number => sent.filter((each) => each === outcome).length;
  return { accepted: count('accepted'), refused: count('refused'), isDone: count('left') === 0 };
};
