import type { AccessKeyId, Key } from '../../core/keys.ts';
import type { Instant } from '../../core/time.ts';
import type { Signed } from './clock.ts';
import type { SecretValue } from './secret-value.ts';

/** IAM. */
export interface Users {
  credentialReport(): Promise<readonly ReportRow[] | 'in-progress' | 'refused'>;
  /** Starts a report if none younger than four hours exists. */
  requestCredentialReport(): Promise<'ready' | 'in-progress' | 'refused'>;
  /** Every user. The id, `AIDA...`, stays when a user is renamed. */
  list(): AsyncIterable<readonly ListedUser[]>;
  find(name: string): Promise<UserDetails | undefined>;
  /** All keys, oldest first, without their last use. */
  keys(name: string): Promise<readonly ListedKey[]>;
  /** Without a date: AWS has no record. */
  lastUse(key: AccessKeyId): Promise<LastUse>;
  /** Names of the group's members, fully paged; a group that does not exist throws `missing`. */
  members(group: string): Promise<ReadonlySet<string>>;
  /** Sent once, never retried. */
  createKey(user: string, signed: Signed): Promise<NewKey>;
  deactivate(user: string, key: AccessKeyId, signed: Signed): Promise<void>;
  /** For a person who takes a deactivation back. */
  activate(user: string, key: AccessKeyId, signed: Signed): Promise<void>;
  delete(user: string, key: AccessKeyId, signed: Signed): Promise<void>;
  /** What a customer-managed policy says, as JSON. */
  policyDocument(policyArn: string): Promise<string>;
  attachedPolicies(user: string): Promise<readonly string[]>;
  attachPolicy(user: string, policyArn: string, signed: Signed): Promise<void>;
}

export type LastUse = Pick<Key, 'lastUsedAt' | 'lastUsedService'>;
export type ListedKey = Omit<Key, keyof LastUse>;

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

/** A user as the credential report tells: it tells no tags, which is not the same as a user without any. */
export type ReportedUser = Omit<UserDetails, 'tags'>;

export interface NewKey {
  readonly id: AccessKeyId;
  readonly secret: SecretValue;
  readonly createdAt: Instant;
}

/** One user of a credential report. The report is up to four hours old: it picks candidates and nothing else. */
export interface ReportRow {
  readonly user: string;
  readonly arn: string;
  readonly keys: readonly (LastUse & {
    /** Absent in a report, which tells no ids; there where the users and keys were listed instead. */
    readonly id?: AccessKeyId;
    readonly status: 'Active' | 'Inactive';
    readonly createdAt: Instant | undefined;
  })[];
}
