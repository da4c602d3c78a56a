import { type Instant, MINUTE, SECOND } from '../core/time.ts';
import { hexId, type IdState, lowerId } from './ids.ts';
import type { SandboxAccount } from './model/account.ts';
import type { Application } from './model/application.ts';
import type { AccessKey, SandboxSession } from './model/iam.ts';
import type { PastSecret, SecretRead } from './model/secret.ts';
import type { SandboxService } from './service-name.ts';

/** How this AWS behaves; may be changed while the world runs. All times in milliseconds. */
export interface WorldSettings {
  /** A new access key is unknown to every service for this long. */
  newKeyLagMs: number;
  /** IAM reads show access keys as they were this long ago. */
  readLagMs: number;
  /** Reads of Secrets Manager show what was true this long ago, but for what was changed before this was set. */
  secretLagMs: number;
  /** These reads alone lag; none named: all of them. */
  secretLagOnly: readonly SecretRead[] | undefined;
  /** False: a label moves whatever holder is named. AWS is not known to do that. */
  comparesHolders: boolean;
  /** False: other bytes under a taken ClientRequestToken are answered as written. AWS is not known to do that. */
  comparesTokens: boolean;
  /** A use of a key is told by GetAccessKeyLastUsed and the credential report only after this long. */
  lastUsedLagMs: number;
  /** Of several uses within this span only the first is recorded (IAM's documentation says 15 minutes). */
  lastUsedSpanMs: number;
  /** Uses by these services are never recorded: which ones IAM records, AWS says nowhere. */
  unrecordedServices: readonly SandboxService[];
  /** Nor any use by users of these names. */
  unrecordedUsers: readonly string[];
  /** How long a credential report takes to make. */
  reportDelayMs: number;
  /** How times in the credential report end. */
  reportTimeSuffix: 'Z' | '+00:00';
  /** How long until LookupEvents tells an event. */
  trailDelayMs: number;
  /** Record read-only calls in CloudTrail too (real, but it costs memory). */
  trailReads: boolean;
  /** Record calls of these services only; none named: of all. For millions of simulated calls. */
  trailOnly: readonly SandboxService[] | undefined;
  /** What each call through the direct door costs on the world's clock. */
  latencyMs: number;
  /** SES refuses to send in this time. */
  sesOutage: { readonly from: Instant; readonly until: Instant } | undefined;
}

export interface OrganizationalUnit {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly parentId: string;
}

export interface SandboxOrganization {
  readonly id: string;
  readonly rootId: string;
  managementAccountId: string;
  readonly units: Map<string, OrganizationalUnit>;
}

export interface Bucket {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: Instant;
  readonly objects: Map<string, StoredObject>;
  /** The policy of the bucket, as JSON. */
  policy?: string;
}

export interface StoredObject {
  readonly body: Uint8Array;
  readonly etag: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** As the upload gave them, in base64: `ChecksumSHA256`. */
  readonly checksums: Readonly<Record<string, string>>;
  readonly modifiedAt: Instant;
}

/** One execution of a state machine; what it does is not played. */
export interface Execution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: string;
  readonly startedAt: Instant;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
}

export interface SandboxMail {
  readonly at: Instant;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly html: string | undefined;
  readonly text: string | undefined;
  readonly messageId: string;
  readonly accountId: string;
  readonly region: string;
}

/** The whole embedded AWS: plain data, so that it can be cloned, compared and inspected. */
export interface World {
  now: Instant;
  readonly settings: WorldSettings;
  readonly ids: IdState;
  readonly organization: SandboxOrganization;
  readonly accounts: Map<string, SandboxAccount>;
  /** Every access key that exists, by id. */
  readonly accessKeys: Map<string, AccessKey>;
  readonly sessions: Map<string, SandboxSession>;
  /** What secrets were, oldest first; kept while their reads lag. */
  readonly pastSecrets: PastSecret[];
  readonly buckets: Map<string, Bucket>;
  readonly mailbox: SandboxMail[];
  /** Step Functions: started and never carried on. By ARN. */
  readonly executions: Map<string, Execution>;
  readonly applications: Application[];
}

export interface WorldOptions {
  readonly now: Instant;
  readonly seed?: number;
  readonly organizationId?: string;
}

export const createWorld = (options: WorldOptions): World => {
  const ids: IdState = { random: (options.seed ?? 1) | 0, serial: 1 };
  const rootId = `r-${lowerId(ids, 4)}`;
  return {
    now: options.now,
    settings: defaultSettings(),
    ids,
    organization: {
      id: options.organizationId ?? `o-${hexId(ids, 10)}`,
      rootId,
      managementAccountId: '',
      units: new Map(),
    },
    accounts: new Map(),
    accessKeys: new Map(),
    sessions: new Map(),
    pastSecrets: [],
    buckets: new Map(),
    mailbox: [],
    executions: new Map(),
    applications: [],
  };
};

const defaultSettings = (): WorldSettings => ({
  newKeyLagMs: 8 * SECOND,
  readLagMs: 0,
  secretLagMs: 0,
  secretLagOnly: undefined,
  comparesHolders: true,
  comparesTokens: true,
  lastUsedLagMs: 0,
  lastUsedSpanMs: 15 * MINUTE,
  unrecordedServices: [],
  unrecordedUsers: [],
  reportDelayMs: 4 * SECOND,
  reportTimeSuffix: 'Z',
  trailDelayMs: 5 * MINUTE,
  trailReads: false,
  trailOnly: undefined,
  latencyMs: 0,
  sesOutage: undefined,
});
