import type { AccessKeyId, AccountId, Key } from '../../core/keys.ts';
import type { Instant } from '../../core/time.ts';
import type { SecretValue } from './secret-value.ts';

/** Time, in one place, so that tests and the demo can travel. */
export interface Clock {
  now(): Instant;
  /** Resolves after `ms`; at once when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The moment a request is signed with. AWS refuses a signature that is more than 15 minutes old (5 at most services): see docs/decisions/claims-and-time-fence.md. */
export interface Signed {
  readonly signedAt: Instant;
}

/** One account of the Organization, as Organizations lists it. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  /** The root user's address: where this account's notices go. */
  readonly email: string | undefined;
  /** `State`, or `Status` where AWS does not send one yet. Only ACTIVE accounts are worked. */
  readonly state: string;
}

/** Organizations. */
export interface Directory {
  /** Page by page. A page that cannot be read throws, after the earlier ones were yielded. */
  accounts(): AsyncIterable<readonly Account[]>;
  /** Accounts in an OU and all OUs below it. */
  accountsBelow(ouId: string): AsyncIterable<readonly Account[]>;
}

/** STS: a way into each account. */
export interface Gate {
  /** Who calls keyturn. */
  self(): Promise<Caller>;
  /** Assumes the member role; with `readOnly`, under a session policy of the reads alone. */
  enter(account: Account, options: { readonly readOnly: boolean }): Promise<Session>;
  /** The caller's own account, without a member role. */
  enterSelf(options: { readonly readOnly: boolean }): Promise<Session>;
}

export interface Caller {
  readonly accountId: AccountId;
  readonly arn: string;
  readonly partition: string;
}

/** What keyturn can do in one account. */
export interface Session {
  readonly caller: Caller;
  readonly region: string;
  readonly users: Users;
  readonly vault: Vault;
  readonly trail: Trail;
  readonly verifier: Verifier;
  /** AWS's clock less ours in ms, by the last answer; `undefined` before the first. */
  clockOffset(): number | undefined;
  /** Lets its clients go, each of which costs memory; the next request makes a new one. Nothing may be under way. */
  rest(): void;
  close(): void;
}

/** IAM. */
export interface Users {
  credentialReport(): Promise<readonly ReportRow[] | 'in-progress' | 'refused'>;
  /** Starts a report if none younger than four hours exists. */
  requestCredentialReport(): Promise<'ready' | 'in-progress' | 'refused'>;
  /** Every user. The id, `AIDA...`, stays when a user is renamed. */
  list(): AsyncIterable<readonly ListedUser[]>;
  find(name: string): Promise<UserDetails | undefined>;
  /** All keys, oldest first, without their last use. */
  keys(name: string): Promise<readonly Omit<Key, 'lastUsedAt'>[]>;
  /** `undefined`: AWS has no record. */
  lastUse(key: AccessKeyId): Promise<Instant | undefined>;
  /** Names of the group's members, fully paged; a group that does not exist throws `missing`. */
  members(group: string): Promise<ReadonlySet<string>>;
  /** Sent once, never retried. */
  createKey(user: string, signed: Signed): Promise<NewKey>;
  deactivate(user: string, key: AccessKeyId, signed: Signed): Promise<void>;
  delete(user: string, key: AccessKeyId, signed: Signed): Promise<void>;
  attachedPolicies(user: string): Promise<readonly string[]>;
  attachPolicy(user: string, policyArn: string, signed: Signed): Promise<void>;
}

export interface ListedUser {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
}

export interface UserDetails {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface NewKey {
  readonly id: AccessKeyId;
  readonly secret: SecretValue;
  readonly createdAt: Instant;
}

/** One user of a credential report. The report is up to four hours old: it picks candidates and nothing else. */
export interface ReportRow {
  readonly user: string;
  readonly arn: string;
  readonly keys: readonly {
    readonly status: 'Active' | 'Inactive';
    readonly createdAt: Instant | undefined;
    readonly lastUsedAt: Instant | undefined;
  }[];
}

/** Secrets Manager. */
export interface Vault {
  describe(name: string): Promise<SecretDescription | undefined>;
  /** All versions, unlabelled ones included. */
  versions(arn: string): Promise<readonly SecretVersion[]>;
  policy(arn: string): Promise<string | undefined>;
  /** Secrets that carry our tags; those scheduled for deletion too. */
  list(namePrefix: string): AsyncIterable<readonly SecretDescription[]>;
  create(container: NewContainer, signed: Signed): Promise<{ readonly arn: string }>;
  putPolicy(arn: string, policy: string, signed: Signed): Promise<void>;
  /** Writes the version once: `exists` when the id is taken by other bytes. Labels move to it from wherever they are; AWSCURRENT never does. */
  putVersion(version: NewVersion, signed: Signed): Promise<'written' | 'exists'>;
  /** Compare-and-swap: fails as `invalid` when the label is not where `from` says. */
  moveLabel(move: LabelMove, signed: Signed): Promise<void>;
  tag(arn: string, tags: Readonly<Record<string, string>>, signed: Signed): Promise<void>;
  untag(arn: string, keys: readonly string[], signed: Signed): Promise<void>;
  restore(arn: string, signed: Signed): Promise<void>;
  scheduleDeletion(arn: string, days: number, signed: Signed): Promise<void>;
}

export interface SecretDescription {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly deletionAt: Instant | undefined;
  readonly isRotationEnabled: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Labels by version id: of labelled versions alone. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly replicas: readonly { readonly region: string; readonly status: string }[];
}

export interface SecretVersion {
  readonly id: string;
  readonly createdAt: Instant;
  readonly labels: readonly string[];
}

export interface NewContainer {
  readonly name: string;
  readonly description: string;
  readonly versionId: string;
  readonly placeholder: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly kmsKey: string | undefined;
}

export interface NewVersion {
  readonly arn: string;
  readonly versionId: string;
  /** Reads the value at the last moment, so that it exists nowhere else. */
  readonly value: () => string;
  readonly labels: readonly [string, ...string[]];
}

export interface LabelMove {
  readonly arn: string;
  readonly label: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** CloudTrail, in the partition's home Region of IAM. */
export interface Trail {
  /** Whether the record of CreateAccessKey shows that keyturn made this key; `unknown` when there is no record (yet) or it cannot be read. */
  creatorOf(key: AccessKeyId): Promise<'keyturn' | 'other' | 'unknown'>;
}

/** Requests made as a new key itself, by its worker, while it holds it. */
export interface Verifier {
  /** `not-yet`: the key is not known to AWS yet. */
  identity(key: NewKey, signed: Signed): Promise<{ readonly accountId: string; readonly userId: string } | 'not-yet'>;
  /** `denied`: the owner may not read from where keyturn runs, or at all. */
  read(
    key: NewKey,
    version: { readonly arn: string; readonly versionId: string },
    signed: Signed,
  ): Promise<SecretValue | 'not-yet' | 'denied'>;
}

/** SES. */
export interface Mailer {
  /** The id that the service accepted the mail under. A refusal is an {@link AwsFault}. */
  send(mail: Mail): Promise<{ readonly messageId: string }>;
}

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** S3: where an organization keeps the mail template of its own. */
export interface TemplateStore {
  /** `undefined`: there is no such object. */
  read(key: string): Promise<string | undefined>;
}
