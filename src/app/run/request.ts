import type { AccountId } from '../../core/keys.ts';
import type { Instant } from '../../core/time.ts';
import type { EarlierVisits } from '../account/request.ts';
import type { RunShare } from '../limits/pace.ts';
import type { Notifier } from '../notices/notifier.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrganizationAccounts } from '../ports/organizations.ts';
import type { AccountSessions } from '../ports/sts.ts';
import type { ReportEvent } from '../results/events.ts';
import type { AccountResult, ApiCalls, SeenCounts, UserResult } from '../results/result.ts';
import type { UserStatus } from '../results/user-status.ts';
import type { Settings } from '../settings/settings.ts';

/** Whom a run is about. */
export interface Scope {
  /** `self`: the caller's own account, without an Organization and without a member role. */
  readonly accounts: 'organization' | 'self' | readonly AccountId[];
  readonly ous: readonly string[];
  /** User names; empty: everybody. */
  readonly users: readonly string[];
}

export interface RunRequest {
  readonly mode: 'plan' | 'apply';
  readonly scope: Scope;
  /** Rotate the users of the scope now: waives the age, nothing else. */
  readonly isForced: boolean;
  /** In plan mode: also write to each account what would be done there. */
  readonly tellsPlans?: boolean;
  readonly settings: Settings;
  /**
   * What may be done in this run's accounts today, where this run is a part of a larger one; otherwise the
   * organization's share is counted from what the run sees.
   */
  readonly share?: RunShare;
  /** What earlier visits to the one account of this run did, where this run goes on with it. */
  readonly earlier?: EarlierVisits;
}

/** Where results go one by one. */
export interface ResultSink {
  readonly account: (result: AccountResult) => void;
  readonly user: (result: UserResult) => void;
}

/** A user of whom nothing is left to another visit of the same run. */
export interface SettledUser {
  readonly name: string;
  /** What he counts in. */
  readonly seen: SeenCounts;
  readonly isRetirement: boolean;
}

/** What a run works with: the ports, wired by the CLI, a Lambda or a test. */
export interface RunDependencies {
  readonly runId: string;
  readonly organizationAccounts: OrganizationAccounts;
  readonly sessions: AccountSessions;
  /** `undefined`: nobody sends here; what is owed is left to the next run. */
  readonly notifier: Notifier | undefined;
  /** So many mails may go out at most; whoever is owed one more is left to another visit. */
  readonly mostMails?: number;
  readonly clock: Clock;
  /** A fresh unguessable text, at each call. */
  readonly nonce: () => string;
  /** Requests really sent so far. */
  readonly apiCalls: () => ApiCalls;
  readonly report: ReportEvent;
  /** Takes accounts and users as they end; then the result holds none, and a run of any size fits into memory. */
  readonly sink?: ResultSink;
  /** Takes every user who has a key, whatever is due, when his account ends; it costs no request. */
  readonly listed?: (user: UserStatus) => void;
  /** Told of each user whom no other visit of this run needs to look at. */
  readonly settled?: (user: SettledUser) => void;
  /** Told of each user who is to lose a key, and was left: another visit of this run has to count him. */
  readonly held?: (name: string) => void;
  /** Aborted: finish what is in hand, report the rest. */
  readonly signal: AbortSignal;
  /** When the process will be ended from outside, if that is known. */
  readonly deadline?: Instant;
}
