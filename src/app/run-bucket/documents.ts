import type { AccessKeyId, AccountId } from '../../core/keys.ts';
import type { NoticeKind } from '../../core/step.ts';
import type { Instant } from '../../core/time.ts';
import type { Digest } from '../notices/digest.ts';
import type { RunSummary } from '../notices/run-summary.ts';
import type { Recipients } from '../ports/channel.ts';
import type { AccountResult, RunResult, SeenCounts } from '../results/result.ts';

/** What every step of a run is told. It travels through the state machine, so it stays small. */
export interface RunTicket {
  /** Also the execution's name, and part of the name of every session: letters, digits and `-`. */
  readonly id: string;
  readonly mode: 'plan' | 'apply';
  /** The run bucket, and the key of the list of accounts to go through. */
  readonly bucket: string;
  readonly accountsKey: string;
  /** Key of the same accounts in batches that one function visits each; absent in what an older keyturn wrote. */
  readonly batchesKey?: string | undefined;
  /** The one user to rotate now; empty: everybody who is due. */
  readonly force: string;
  /** Of the user to rotate, where that was given: nobody with another is meant. */
  readonly arn?: string | undefined;
  /** True while it is not known which account the forced user is in, or whether anybody has that ARN. */
  readonly isSearch: boolean;
  /** Started by the schedule, not by a person. */
  readonly isScheduled: boolean;
  /**
   * What the run seals its documents with. It lies in the execution's input and in no document: who only writes into
   * the run bucket knows of none.
   */
  readonly seal: string;
}

/** One account of a run, as the list in S3 holds it: the fields of the rotation function's event. */
export interface AccountTicket {
  readonly account: AccountId;
  readonly name: string;
  readonly email: string;
  /** Of the keys that may be retired in the whole organization today, this account's part. */
  readonly share: number;
  /** Likewise of the users who may get a new key in this run; none: no limit. */
  readonly rotations?: number | undefined;
}

/** Accounts that one function visits at once: an item of the map over them. */
export interface AccountBatch {
  readonly tickets: readonly AccountTicket[];
}

/** Written when a run starts: what its end is measured against. */
export interface Manifest {
  readonly run: Omit<RunTicket, 'seal'>;
  readonly startedAt: Instant;
  readonly accounts: number;
  /** Accounts that are left out, and why. */
  readonly skipped: readonly AccountResult[];
  /** It would have acted, but is the first that the schedule started in this deployment: it only reports. */
  readonly isFirstReport?: true;
  /** Why the list of accounts is not whole; such a run never counts as complete. */
  readonly listFailure?: string;
}

/** What a search found in one account. */
export interface Found {
  readonly account: AccountId;
  readonly hasUser: boolean;
}

/** Why a forced rotation was not begun. */
export interface Refusal {
  /** For people; its lines name the accounts. */
  readonly refusal: string;
  /**
   * Nobody has that name, or several have, whatever else is wrong: a mistake of the person who asked, and no failure.
   */
  readonly isWrongName?: boolean;
}

/** One mail that waits to be sent, as the run bucket holds it. */
export type OutboxMessage =
  | { readonly kind: 'digest'; readonly digest: StoredDigest }
  | { readonly kind: 'summary'; readonly summary: RunSummary };

/** A digest with its recipients among its fields: an update may meet documents of a run that is under way. */
export type StoredDigest = Digest & Recipients;

/** What one visit to one account left. */
export interface Visited {
  readonly result: RunResult;
  readonly messages: readonly PendingMessage[];
  /** Of this visit and all before it in the run; absent in what an older keyturn wrote. */
  readonly settled?: SettledUsers;
  /** An earlier try of it, beside other accounts, had failed. */
  readonly isRetried?: true;
}

/** Users of an account of whom nothing is left to another visit of the same run. */
export interface SettledUsers {
  readonly users: readonly string[];
  readonly seen: SeenCounts;
  /** So many of them were to lose a key, whatever became of it. */
  readonly retiring: number;
  /** Users who are to lose a key, and were left until the whole account was weighed: by the last visit. */
  readonly held: readonly string[];
}

/** A mail that a visit left in the outbox, with the obligations that its acceptance meets. */
export interface PendingMessage {
  /** Its key in the run bucket. */
  readonly message: string;
  readonly notices: readonly NoticeRef[];
}

export interface NoticeRef {
  readonly user: string;
  readonly key: AccessKeyId;
  readonly kind: NoticeKind;
}

/**
 * What became of a mail, as the notifier leaves it in the run bucket; its answer to the state machine names the mail
 * alone.
 */
export type SentMessage =
  | { readonly message: string; readonly messageId: string; readonly acceptedAt: Instant; readonly remark?: string }
  | { readonly message: string; readonly refused: string };

/** What noting the acceptance of an account's mails came to: one line for each obligation. */
export interface Told {
  readonly account: AccountId;
  readonly notes: readonly (NoticeRef & { readonly failure?: string })[];
  readonly remarks: readonly string[];
}

/** The last complete run over the whole organization. */
export interface LastComplete {
  readonly runId: string;
  /** The day it began, UTC: as 2026-06-01. */
  readonly day: string;
  /** Keys by account id: of earlier versions, as is `before`. Now the counts have a document of their own. */
  readonly keys?: Readonly<Record<string, number>>;
  readonly before?: Readonly<Record<string, number>>;
}

/** By account id: the address that AWS Organizations knows of the account, empty where it tells none. */
export type AccountAddresses = Readonly<Record<string, string>>;

/** By account id: the day, UTC, on which a visit beside other accounts failed, or did not come to its end. */
export type FailedBesideOthers = Readonly<Record<string, string>>;

/** The first scheduled run that ended, whatever failed in it: those after it act, unless the stack is dry. */
export interface FirstReport {
  readonly runId: string;
  readonly endedAt: Instant;
}

/** Of one account, as the last run that saw it counted: what the next ones split the day's retirements by. */
export interface KeyCount {
  readonly keys: number;
  /** The day on which that run began, UTC: as 2026-06-01. */
  readonly day: string;
  /** As an earlier day counted them: all runs of one day split by the same figures. */
  readonly before?: number;
}
