import type { Instant } from '../../core/time.ts';

export interface SandboxSecretVersion {
  readonly id: string;
  readonly createdAt: Instant;
  readonly value: string | Uint8Array;
  readonly kmsKeyId?: string;
  /** Staging labels in the order they came; empty means deprecated. */
  stages: string[];
  lastAccessedOn?: Instant;
}

export interface Replica {
  readonly region: string;
  readonly kmsKeyId?: string;
  status: 'InSync' | 'Failed' | 'InProgress';
  message: string;
}

export interface SandboxSecret {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: Instant;
  description?: string;
  kmsKeyId?: string;
  changedAt: Instant;
  lastAccessedOn?: Instant;
  readonly tags: Map<string, string>;
  readonly versions: Map<string, SandboxSecretVersion>;
  /** Staging label -> id of the one version that has it. */
  readonly labels: Map<string, string>;
  resourcePolicy?: { readonly document: string; readonly since: Instant };
  deletion?: { readonly requestedAt: Instant; readonly dueAt: Instant };
  rotation?: { enabled: boolean; readonly lambdaArn?: string };
  replicas: Replica[];
}

/** Reads that may lag behind the truth: AWS says that all operations of Secrets Manager are eventually consistent. */
export type SecretRead =
  | 'DescribeSecret'
  | 'ListSecretVersionIds'
  | 'GetResourcePolicy'
  | 'GetSecretValue'
  | 'ListSecrets';

/** What a secret was before a change. */
export interface PastSecret {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  /** `undefined`: it did not exist. */
  readonly secret: SandboxSecret | undefined;
  /** The moment of the change. */
  readonly until: Instant;
}
