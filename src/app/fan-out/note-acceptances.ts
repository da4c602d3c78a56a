import { CLOCK_TOLERANCE, RUN_LIMIT } from '../../core/limits.ts';
import type { Notes } from '../../core/observation.ts';
import { type Instant, plus } from '../../core/time.ts';
import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import { untilSeen } from '../execute/until-seen.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import { type Digest, kindInRun, type Notice } from '../notices/digest.ts';
import { acceptedAt, recordAcceptance } from '../notices/record-acceptance.ts';

import type { Clock } from '../ports/clock.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import type { AccountSession, AccountSessions } from '../ports/sts.ts';
import type { AccountTicket, OutboxMessage, RunTicket, SentMessage, Told } from '../run-bucket/documents.ts';
import { PARALLEL_READS, readJson, readNeeded, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';
import { secretName } from '../secret/name.ts';
import { areOurs, decodeNotes } from '../secret/tags.ts';
import type { Settings } from '../settings/settings.ts';
import { accountOf } from './search-account.ts';

export interface AcceptanceRequest {
  readonly run: RunTicket;
  readonly ticket: AccountTicket;
  readonly round: number;
  /**
   * Each mail of this account and round: what became of it lies in the run bucket; of a mail of which nothing lies
   * there, why its step failed (`refused`).
   */
  readonly sent: readonly SentWord[];
  readonly settings: Settings;
}

/** The state machine's word on a mail. */
export interface SentWord {
  readonly message: string;
  readonly refused?: string;
}

interface AcceptanceParts {
  readonly sessions: AccountSessions;
  readonly store: RunStore;
  readonly clock: Clock;
  readonly deadline?: Instant;
}

/** Notes on the secrets of one account that its mails were accepted: from then on their owners count as told. */
export const noteAcceptances = async (
  request: AcceptanceRequest,
  parts: AcceptanceParts,
): Promise<{ readonly noted: number; readonly failed: number }> => {
  const { run, ticket, round, sent } = request;
  const mails = await mapConcurrent(sent, PARALLEL_READS, (word) => mailOf(request, parts, word));
  const told = await noteAll(
    request,
    parts,
    mails.flatMap(({ mail, digest }) => digest.notices.map((notice) => ({ notice, mail, madeAt: digest.at }))),
  );
  const remarks = [...new Set(mails.flatMap(({ mail, digest }) => remarksOn(request, mail, digest)))];
  const document: Told = { account: ticket.account, notes: told, remarks };
  await writeJson(parts.store, runKeys.told(run.id, ticket.account, round), document);
  const failed = told.filter(({ failure }) => failure !== undefined).length;
  return { noted: told.length - failed, failed };
};

interface PendingNotice {
  readonly notice: Notice;
  readonly mail: SentMessage;
  /** When the visit that noted the try made the mail. */
  readonly madeAt: Instant;
}

const mailOf = async (
  { run, ticket, round }: AcceptanceRequest,
  { store, clock }: AcceptanceParts,
  word: SentWord,
): Promise<{ readonly mail: SentMessage; readonly digest: Digest }> => {
  const { message: key } = word;
  if (!runKeys.isMessageOf(key, { run: run.id, account: ticket.account, round }))
    throw new Error(`${key} is no mail of this visit`);
  const message = await readNeeded<OutboxMessage>(store, key);
  if (message.kind !== 'digest') throw new Error(`${key} is no mail of an account`);
  return { mail: await sentOf(word, store, { from: message.digest.at, to: clock.now() }), digest: message.digest };
};

/** In words of one line: Step Functions and SES may say much. */
const LONGEST_REFUSAL = 300;

const sentOf = async (
  word: SentWord,
  store: RunStore,
  time: { readonly from: Instant; readonly to: Instant },
): Promise<SentMessage> => {
  const { message } = word;
  const left = await readJson<SentMessage>(store, runKeys.sent(message));
  if (left === undefined && word.refused !== undefined) return { message, refused: word.refused };
  if (left !== undefined && 'refused' in left)
    return { message, refused: String(left.refused).replaceAll(/\s+/g, ' ').slice(0, LONGEST_REFUSAL) };
  if (left !== undefined && isBelievable(left, message, time)) return left;
  return { message, refused: 'the run bucket holds no word of this run that it was accepted' };
};

/** The bucket's word counts for the very mail that it names, and after that mail was made: no other run said it. */
const isBelievable = (
  { message, messageId, acceptedAt }: Exclude<SentMessage, { readonly refused: string }>,
  asked: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): boolean => message === asked && isName(messageId) && acceptedAt >= from && acceptedAt <= plus(to, CLOCK_TOLERANCE);

const isName = (text: unknown): boolean => typeof text === 'string' && text !== '';

/** A refused mail of a dry run owes nothing that could be noted as a failure, and would be lost without a word. */
const remarksOn = ({ ticket }: AcceptanceRequest, mail: SentMessage, { isDryRun }: Digest): readonly string[] => {
  if ('refused' in mail)
    return isDryRun ? [`the mail about account ${ticket.account} was not sent: ${mail.refused}`] : [];
  return mail.remark ? [mail.remark] : [];
};

const noteAll = async (
  request: AcceptanceRequest,
  parts: AcceptanceParts,
  all: readonly PendingNotice[],
): Promise<Told['notes']> => {
  const { run, ticket, settings } = request;
  // A dry run tells nothing that could be noted; and where nothing was accepted, nobody enters the account.
  const isNoted = run.mode === 'apply' && all.some(({ mail }) => !('refused' in mail));
  const session = isNoted ? await parts.sessions.open(accountOf(ticket), { readOnly: false }) : undefined;
  try {
    return await mapConcurrent(all, settings.parallelUsers, async ({ notice, mail, madeAt }) => {
      const failure =
        'refused' in mail
          ? mail.refused
          : session && (await note(request, { ...parts, session }, { notice, at: mail.acceptedAt, madeAt }));
      const { user, key } = notice;
      return { user: user.name, key, kind: kindInRun(notice), ...(failure === undefined ? {} : { failure }) };
    });
  } finally {
    session?.close();
  }
};

/** The failure in words, or `undefined`. */
const note = async (
  { ticket, settings }: AcceptanceRequest,
  { clock, deadline, session }: AcceptanceParts & { readonly session: AccountSession },
  { notice, at, madeAt }: { readonly notice: Notice; readonly at: Instant; readonly madeAt: Instant },
): Promise<string | undefined> => {
  const { key, user, kind, notedIn = secretName(ticket.account, user.name) } = notice;
  const isOurs = (secret: SecretDescription | undefined): secret is SecretDescription =>
    secret !== undefined && secret.deletionAt === undefined && areOurs(secret.tags, settings);
  try {
    const secret = await untilSeen(
      { clock, deadline },
      {
        read: () => session.secretStore.describe(notedIn),
        isSeen: (answer) => !isOurs(answer) || isUpToDate(decodeNotes(key, answer.tags), { kind, at, madeAt }),
      },
    );
    if (!isOurs(secret)) return inWords('the secret is not ours any more');
    const notes = decodeNotes(key, secret.tags);
    if (notes.lastTryAt === undefined)
      return isNoted(acceptedAt(notes, kind), at) ? undefined : inWords('the secret knows of no try');
    const failure = await recordAcceptance(
      { session, clock, deadline },
      { arn: secret.arn, key, notes },
      { ...notice, at },
    );
    return failure === undefined ? undefined : inWords(failure);
  } catch (error) {
    if (isAwsFault(error) || error instanceof WorkStopped) return inWords(error.message);
    throw error;
  }
};

const inWords = (failure: string): string => `its acceptance could not be noted: ${failure}`;

/** By an earlier try of this very step, whose answer was lost. */
const isNoted = (noted: Instant | undefined, at: Instant): boolean => noted !== undefined && noted >= at;

/**
 * A read that shows neither the try of the visit that made the mail nor the acceptance is late: what it lacks would be
 * lost, since the tag is written whole.
 */
const isUpToDate = (
  notes: Notes,
  { kind, at, madeAt }: { readonly kind: Notice['kind']; readonly at: Instant; readonly madeAt: Instant },
): boolean =>
  (notes.lastTryAt !== undefined && notes.lastTryAt >= plus(madeAt, -RUN_LIMIT)) ||
  isNoted(acceptedAt(notes, kind), at);
