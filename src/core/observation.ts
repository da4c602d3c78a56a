import type { AccessKeyId, AccountId, Key } from './keys.ts';
import type { Instant } from './time.ts';

/** Everything known about one user at one moment, read live. What could not be read never becomes an observation. */
export interface Observation {
  /** When reading began, by a clock that agrees with AWS's. */
  readonly at: Instant;
  readonly account: { readonly id: AccountId; readonly state: string };
  readonly user: ObservedUser;
  /** Why keyturn must leave this user alone, if it must. */
  readonly exemption: Exemption | undefined;
  /** Every live access key, oldest first; any number. */
  readonly keys: readonly Key[];
  /** `undefined`: the user has no secret of ours yet. */
  readonly secret: SecretState | undefined;
  /** A person asked for this rotation now: waives the age, nothing else. */
  readonly forced: boolean;
  /** How much may be retired in this account today. */
  readonly allowance: Allowance;
  readonly policyUpdates: PolicyUpdates;
}

/**
 * Whether policies of an earlier form are brought up to date here. `shown`: a secret of the account shows that keyturn
 * can write under today's form; `first`: none has it yet, and this one may be the first; `wait`: until that is shown.
 */
export type PolicyUpdates = 'shown' | 'first' | 'wait';

export interface ObservedUser {
  readonly name: string;
  /** `AIDA...`: never reused, unlike the name. */
  readonly id: string;
  readonly arn: string;
  /** Its application signs in to Amazon SES by SMTP: nobody documents whether IAM counts that as a use. */
  readonly sendsBySmtp: boolean;
  /** A person asked by a tag of the user that keyturn leave it alone. */
  readonly isHeld: boolean;
}

/** Why a user is left alone: one rule of the settings that matched. */
export interface Exemption {
  /** `self`: whoever runs keyturn; `no-tag`: only users with that tag are looked after. */
  readonly by: 'user' | 'group' | 'tag' | 'path' | 'account' | 'ou' | 'self' | 'no-tag';
  readonly value: string;
  readonly reason?: string | undefined;
  readonly approver?: string | undefined;
  /** The last day, as 2027-01-31. */
  readonly until?: string | undefined;
}

/** What is known of an exemption, for the words of the reason `exempt`. */
export const exemptionFacts = ({
  by,
  value,
  reason,
  approver,
  until,
}: Exemption): Readonly<Record<string, string>> => ({
  by,
  value,
  ...(reason === undefined ? {} : { reason }),
  ...(approver === undefined ? {} : { approver }),
  ...(until === undefined ? {} : { until }),
});

/**
 * `breaker-open`: no destructive step in this account; `spent`: today's share of them is used up; `rotations-spent`:
 * this run's share of new keys; `keys-denied`: AWS denies keyturn new keys in this account.
 */
export type Allowance = 'free' | 'spent' | 'rotations-spent' | 'keys-denied' | 'breaker-open';

/** The user's secret: the register in which every key's fate is decided. */
export interface SecretState {
  readonly arn: string;
  readonly name: string;
  /** Set when somebody scheduled the secret for deletion. */
  readonly deletionAt: Instant | undefined;
  /** Why this secret must not be touched, if it must not. */
  readonly hold: Hold | undefined;
  /** The lease of a worker: `ours` once we hold it, `busy` while another's is live. */
  readonly claim: 'free' | 'ours' | 'busy';
  /** The moment the container was made; no key of ours can be older. */
  readonly createdAt: Instant;
  /** The key AWSCURRENT holds; `placeholder` before the first; `unknown` when it is none that we can name. */
  readonly current: AccessKeyId | 'placeholder' | 'unknown';
  /** When the version was written that AWSCURRENT names, where keyturn did not write it. */
  readonly foreignCurrentAt?: Instant | undefined;
  /** What the secret records of each key, live or gone. */
  readonly records: ReadonlyMap<AccessKeyId, KeyRecord>;
  /** Whether there is no room for the labels and tags that one more key of ours would bring. */
  readonly isFull: boolean;
  readonly policy: PolicyState;
  /** What is noted of the writers that the policy names: see {@link WriterProof}. */
  readonly writer: WriterProof;
  /** `undefined`: no replicas are set. */
  readonly replicas: 'in-sync' | 'behind' | undefined;
  /** Keys that could not be verified, one after the other, up to the last promotion. */
  readonly givenUp: { readonly count: number; readonly lastAt: Instant } | undefined;
  /** New keys that AWS denied keyturn for this user, one after the other, up to the last promotion. */
  readonly denied: { readonly count: number; readonly lastAt: Instant } | undefined;
  /** Steps of ours that somebody undid, by what was undone. */
  readonly undone: ReadonlyMap<Undoable, Undoing>;
}

/**
 * `current`: the resource policy is to the letter the one that keyturn puts today; `earlier`: it is one that keyturn
 * put under an earlier version or other settings, under which the owner reads and nobody else; `changed`: it is
 * missing, or somebody else's.
 */
export type PolicyState = 'current' | 'earlier' | 'changed';

/**
 * Whether keyturn can write to the secret under a policy that names its writers. `open`: the policy names none;
 * `unnoted`: it names them, and nothing is noted; an instant: when it was put; `shown`: a later run wrote to it.
 */
export type WriterProof = 'open' | 'unnoted' | 'shown' | Instant;

/** A step that people, or code of theirs, can take back for ever. A deactivation is told apart by its key. */
export type Undoable = 'ROTATE' | 'REPAIR_POLICY' | 'RESTORE_SECRET' | `DEACTIVATE_${AccessKeyId}`;

/** How often a step was undone, and when last. */
export interface Undoing {
  readonly count: number;
  readonly lastAt: Instant;
}

/**
 * `other-owner`: somebody put another user's id on it; `other-deployment`, `unknown-schema`, `not-ours`: by its tags;
 * `foreign-version`: no key of ours was ever verified there, and yet AWSCURRENT names a version that keyturn did not
 * write; `managed-rotation`: Secrets Manager rotates it; `asked`: a person set the hold tag.
 */
export type Hold =
  | 'other-owner'
  | 'other-deployment'
  | 'unknown-schema'
  | 'not-ours'
  | 'foreign-version'
  | 'managed-rotation'
  | 'asked';

/** What is recorded of one key. Fate and verdict are immutable once written; notes only ever delay. */
export interface KeyRecord {
  readonly id: AccessKeyId;
  readonly storage: KeyStorage;
  readonly verdict: KeyVerdict;
  /** KEYTURN_PENDING_<id> is set: its promotion is not settled. */
  readonly pending: boolean;
  /** The key it was made to replace. */
  readonly replaces: AccessKeyId | undefined;
  /** A person went back from this key to the one before it: it is not promoted again. */
  readonly isUndone: boolean;
  /**
   * The UTC day on which its stored version was last read, as its first moment; `undefined`: AWS knows of no read.
   * Secrets Manager tells no more than the day (SecretVersionsListEntry.LastAccessedDate).
   */
  readonly lastReadOn: Instant | undefined;
  readonly notes: Notes;
  /** For a possible orphan only: whether CloudTrail proves that we created it. */
  readonly creator: 'keyturn' | 'other' | 'unknown' | 'not-asked';
}

export type KeyStorage =
  | { readonly kind: 'none' }
  | { readonly kind: 'stored'; readonly at: Instant }
  | { readonly kind: 'tombstone'; readonly at: Instant };

export type KeyVerdict =
  | { readonly kind: 'none' }
  /**
   * `readByOwner` is false for a network-restricted user: the key authenticated, but could not read the secret from
   * here.
   */
  | { readonly kind: 'verified'; readonly at: Instant; readonly readByOwner: boolean }
  | { readonly kind: 'abandoned'; readonly at: Instant };

/** Remembered times. Each may be lost or wrong: later is safer, and a missing one restarts a clock. */
export interface Notes {
  readonly promotedAt?: Instant;
  readonly toldAt?: Instant;
  /** Tries in a row to have the notice now owed accepted. */
  readonly tries?: number;
  readonly lastTryAt?: Instant;
  /** That the key is deactivated. */
  readonly warned?: ToldDate;
  /** That the key is deleted. */
  readonly announced?: ToldDate;
  readonly inactiveSince?: Instant;
  /** When a deactivation of ours was sent, from before it until its outcome is noted. */
  readonly deactivatingAt?: Instant;
  /** When keyturn deactivated the key, where an owner had been warned of it. */
  readonly deactivatedAt?: Instant;
  readonly deactivationToldAt?: Instant;
  /** When a person took keyturn's deactivation back. */
  readonly reactivatedAt?: Instant;
  readonly reactivationToldAt?: Instant;
  /** A human re-activated the key, or the secret was repaired: graces count from here. */
  readonly restartedAt?: Instant;
  readonly remindedAt?: Instant;
  /** When the owner was last asked to clear up what nobody but a person can. */
  readonly askedAt?: Instant;
}

/** A date that an owner was told: a promise, whatever the settings say by then. */
export interface ToldDate {
  /** When the notice was accepted. */
  readonly at: Instant;
  /** Not before this. */
  readonly on: Instant;
  /** The notice said "unless it is used". */
  readonly isUnlessUsed: boolean;
}
