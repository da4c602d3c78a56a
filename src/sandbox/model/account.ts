import type { Instant } from '../../core/time.ts';
import type { CredentialReport, ManagedPolicy, Role, SandboxGroup, SandboxUser } from './iam.ts';
import type { SandboxSecret } from './secret.ts';

export type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';

export interface SandboxKmsKey {
  readonly id: string;
  readonly arn: string;
  readonly region: string;
  readonly createdAt: Instant;
  enabled: boolean;
  /** Key policy; AWS's default lets the IAM policies of the key's account decide. */
  policy: string;
}

/** Of Parameter Store. */
export interface SandboxParameter {
  readonly name: string;
  readonly type: 'String' | 'StringList' | 'SecureString';
  readonly value: string;
  readonly modifiedAt: Instant;
}

export interface SesState {
  sandboxed: boolean;
  sendingEnabled: boolean;
  max24HourSend: number;
  maxSendRate: number;
  readonly identities: Map<string, { verified: boolean }>;
  /** The account's suppression list, by address in lower case. */
  readonly suppressed: Map<string, { readonly reason: 'BOUNCE' | 'COMPLAINT'; readonly at: Instant }>;
  /** When each message of the last 24 hours was accepted, oldest first. */
  sentAt: Instant[];
}

export interface TrailEvent {
  readonly id: string;
  readonly at: Instant;
  readonly eventSource: string;
  readonly eventName: string;
  readonly readOnly: boolean;
  readonly accessKeyId: string;
  readonly userName: string;
  readonly resources: readonly { readonly type: string; readonly name: string }[];
  /** The whole CloudTrail record, as JSON. */
  readonly record: string;
}

export interface SandboxAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly region: string;
  readonly management: boolean;
  readonly delegatedAdministrator: boolean;
  readonly joinedAt: Instant;
  state: AccountState;
  parentId: string;
  alias?: string;
  readonly users: Map<string, SandboxUser>;
  /** Names of all users, sorted: what ListUsers pages through. */
  readonly userNames: string[];
  readonly groups: Map<string, SandboxGroup>;
  readonly roles: Map<string, Role>;
  readonly policies: Map<string, ManagedPolicy>;
  /** Deny lists that hold for every principal of the account. */
  scps: string[];
  /** Regions that are off until an account asks for them, and that this one has asked for. */
  readonly optInRegions: Set<string>;
  /** The quota of executions of functions at once, in each Region. */
  lambdaConcurrency: number;
  report?: CredentialReport;
  /** Region -> name -> secret. */
  readonly secrets: Map<string, Map<string, SandboxSecret>>;
  readonly kmsKeys: Map<string, SandboxKmsKey>;
  readonly ses: Map<string, SesState>;
  /** Region -> name, without the slash before it -> parameter. */
  readonly parameters: Map<string, Map<string, SandboxParameter>>;
  /** Region -> events, oldest first. */
  readonly trail: Map<string, TrailEvent[]>;
}
