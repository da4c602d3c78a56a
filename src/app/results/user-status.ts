import type { DateAhead } from '../../core/dates-ahead.ts';
import type { KeyResult, UserOutcome, UserResult } from './result.ts';

/**
 * One user with a key, whatever is due: what `keyturn status` lists, and `plan --all`. Moments are ISO 8601, UTC, in
 * whole seconds.
 */
export interface UserStatus extends Pick<UserResult, 'account' | 'user' | 'step' | 'reason' | 'message' | 'remedy'> {
  readonly accountName: string;
  /**
   * `live`: this run read the user's keys, secret and tags; `reported`: all that is told comes from the credential
   * report, up to four hours old, and from the list of secrets where the account's secrets were listed.
   */
  readonly seen: 'live' | 'reported';
  readonly state: ListedState;
  /** When a wait ends, or the date that a step tells. */
  readonly until?: string;
  /** Oldest first. */
  readonly keys: readonly KeyOfStatus[];
  /** What comes next for each key, the earliest first; each is "not before". `key`: `null` where its id is unknown. */
  readonly dates: readonly { readonly what: DateAhead['what']; readonly key: string | null; readonly at: string }[];
  readonly owner: OwnerStatus;
}

/**
 * As in the result of a run, and for whom it has no line: `waiting` for a date or an event, though no key is too old;
 * `exempt`; `not-due`, also where every key is switched off.
 */
export type ListedState = UserOutcome | 'exempt' | 'not-due';

export interface KeyOfStatus extends Pick<KeyResult, 'status' | 'lastUsedDays'> {
  /** `null`: the credential report tells no ids. */
  readonly id: string | null;
  readonly role: KeyRole | null;
  /** `null`: AWS tells no date. */
  readonly createdAt: string | null;
  readonly ageDays: number | null;
  /** `null`: AWS tells no use. */
  readonly lastUsedAt: string | null;
}

/**
 * `current`: AWSCURRENT of the user's secret names it; `pending`: its promotion is not settled; `old`: the current key
 * replaced it; `other`: any other, as one that keyturn did not make. `null` in {@link KeyOfStatus}: the secret was not
 * looked at.
 */
export type KeyRole = 'current' | 'pending' | 'old' | 'other';

/** Whom mails about the user go to. */
export interface OwnerStatus {
  /** Empty: nobody is known whom to tell, or the tags that would say it were not read. */
  readonly addresses: readonly string[];
  readonly from: 'owner-tag' | 'account-address' | 'admin-address' | 'nowhere' | 'tags-unread';
  /** When the mail about the key in AWSCURRENT was accepted; absent where there is none, or no such mail yet. */
  readonly toldAt?: string;
}
