import type { Instant } from '../../core/time.ts';

export interface KeyUse {
  readonly at: Instant;
  readonly service: string;
  readonly region: string;
}

export type KeyStatus = 'Active' | 'Inactive';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly accountId: string;
  readonly userName: string;
  readonly createdAt: Instant;
  /** Until then every service answers that the key is unknown. */
  readonly usableAt: Instant;
  status: KeyStatus;
  /** Oldest first; the first entry is the creation. Lagging reads look into it. */
  readonly statusChanges: { at: Instant; status: KeyStatus }[];
  deletedAt?: Instant;
  /** The use that GetAccessKeyLastUsed may already tell. */
  lastUsed?: KeyUse;
  /** Uses younger than the lag of last-used records, oldest first. */
  unsettledUses: KeyUse[];
}

export interface Policies {
  /** Inline policies, name -> document. */
  readonly inlinePolicies: Map<string, string>;
  /** ARNs of managed policies. */
  attachedPolicies: string[];
}

export interface SandboxUser extends Policies {
  readonly name: string;
  readonly path: string;
  readonly userId: string;
  readonly arn: string;
  readonly createdAt: Instant;
  readonly tags: Map<string, string>;
  keys: AccessKey[];
  /** Deleted keys that a lagging read may still show. */
  goneKeys: AccessKey[];
  groups: string[];
  password?: { lastUsedAt?: Instant; changedAt: Instant };
  mfaActive: boolean;
}

export interface SandboxGroup extends Policies {
  readonly name: string;
  readonly path: string;
  readonly groupId: string;
  readonly arn: string;
  readonly createdAt: Instant;
  members: string[];
}

export interface Role extends Policies {
  readonly name: string;
  readonly path: string;
  readonly roleId: string;
  readonly arn: string;
  readonly createdAt: Instant;
  readonly maxSessionSeconds: number;
  readonly tags: Map<string, string>;
  readonly trustPolicy: string;
  description?: string;
}

export interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly policyId: string;
  readonly arn: string;
  readonly createdAt: Instant;
  readonly document: string;
  readonly description?: string;
}

/** Temporary credentials: an assumed role, or a user's own session (GetSessionToken). */
export interface SandboxSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly accountId: string;
  readonly kind: 'assumed-role' | 'user';
  readonly arn: string;
  readonly userId: string;
  readonly name: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly policy?: string;
}

export interface CredentialReport {
  readonly startedAt: Instant;
  readonly readyAt: Instant;
  readonly content: string;
}
