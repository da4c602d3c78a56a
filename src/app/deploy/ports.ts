import type { Caller } from '../ports.ts';

/** Everything of AWS that `deploy`, its status and `undeploy` work with, in the caller's own account and Region. */
export interface DeployPorts {
  readonly caller: () => Promise<Caller>;
  readonly organization: OrganizationView;
  readonly stacks: Stacks;
  readonly stackSets: (callAs: CallAs) => StackSets;
  readonly buckets: Buckets;
  readonly runs: Runs;
}

/** As whom StackSets are managed: the management account itself, or one that it delegated this to. */
export type CallAs = 'SELF' | 'DELEGATED_ADMIN';

/** Organizations. */
export interface OrganizationView {
  /** `undefined`: the account belongs to none. */
  describe(): Promise<{ readonly id: string; readonly managementAccountId: string } | undefined>;
  rootId(): Promise<string>;
  /** Whether the organization lets CloudFormation StackSets work in its accounts; `unknown`: the caller may not ask. */
  trustsStackSets(): Promise<boolean | 'unknown'>;
  /** Whether the account may manage the organization's StackSets. */
  delegatesStackSetsTo(accountId: string): Promise<boolean>;
  /** From the management account only. */
  trustStackSets(): Promise<void>;
}

export type Texts = Readonly<Record<string, string>>;

export interface StackState {
  readonly name: string;
  readonly id: string;
  /** AWS's words, as `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly reason: string | undefined;
  readonly parameters: Texts;
  readonly outputs: Texts;
}

/** What a change set would do to one resource. */
export interface ResourceChange {
  /** `Add`, `Modify`, `Remove`, `Import` or `Dynamic`. */
  readonly action: string;
  readonly logicalId: string;
  readonly type: string;
  /** `True`, `False` or `Conditional`; `undefined`: AWS does not say, as for an Add. */
  readonly replacement: string | undefined;
}

export interface ChangeSet {
  readonly id: string;
  /** `empty`: nothing would change. */
  readonly state: 'pending' | 'ready' | 'empty' | 'failed';
  readonly reason: string | undefined;
  readonly changes: readonly ResourceChange[];
}

export interface Proposal {
  readonly stack: string;
  readonly isNew: boolean;
  readonly changeSet: string;
  readonly template: PlacedTemplate;
  readonly parameters: Texts;
}

/** A template that was uploaded. */
export interface PlacedTemplate {
  readonly bucket: string;
  readonly key: string;
}

/** CloudFormation stacks. */
export interface Stacks {
  /** By name; by id a deleted one is found too. */
  find(nameOrId: string): Promise<StackState | undefined>;
  template(name: string): Promise<string>;
  /** Physical ids, by type. */
  resources(name: string): Promise<readonly { readonly type: string; readonly id: string }[]>;
  /** Why resources failed in the last operation, first cause first: `LogicalId: reason`. */
  failures(id: string): Promise<readonly string[]>;
  propose(proposal: Proposal): Promise<{ readonly id: string; readonly stackId: string }>;
  changeSet(id: string): Promise<ChangeSet>;
  execute(id: string): Promise<void>;
  discard(id: string): Promise<void>;
  delete(name: string): Promise<void>;
}

export interface StackSetState {
  readonly name: string;
  readonly template: string;
  readonly parameters: Texts;
  readonly isServiceManaged: boolean;
  /** `undefined`: not told. */
  readonly isAutoDeployed: boolean | undefined;
  /** Roots and OUs it is deployed to, as far as told. */
  readonly targets: readonly string[];
}

export interface StackInstance {
  readonly account: string;
  readonly region: string;
  /** `CURRENT`, `OUTDATED` or `INOPERABLE`. */
  readonly status: string;
  /** As `SUCCEEDED`, `FAILED`, `SKIPPED_SUSPENDED_ACCOUNT`; `undefined`: not told. */
  readonly detail: string | undefined;
  readonly reason: string | undefined;
  /** The target it belongs to, if told. */
  readonly target: string | undefined;
}

export interface StackSetOperation {
  readonly id: string;
  readonly action: string;
  /** `RUNNING`, `QUEUED`, `STOPPING`; or its end: `SUCCEEDED`, `FAILED`, `STOPPED`. */
  readonly status: string;
  readonly reason: string | undefined;
}

export interface StackSetSpec {
  readonly name: string;
  readonly template: PlacedTemplate;
  readonly parameters: Texts;
}

export interface InstanceTargets {
  readonly name: string;
  readonly targets: readonly string[];
  readonly regions: readonly string[];
}

/** CloudFormation StackSets, service-managed. Each change is an operation, whose id is returned. */
export interface StackSets {
  find(name: string): Promise<StackSetState | undefined>;
  instances(name: string): Promise<readonly StackInstance[]>;
  create(spec: StackSetSpec): Promise<void>;
  /** All its instances, with it. */
  update(spec: StackSetSpec): Promise<string>;
  addInstances(where: InstanceTargets): Promise<string>;
  /** The stacks in the accounts are deleted. */
  removeInstances(where: InstanceTargets): Promise<string>;
  delete(name: string): Promise<void>;
  /** Newest first; the last few. */
  operations(name: string): Promise<readonly StackSetOperation[]>;
  operation(name: string, id: string): Promise<StackSetOperation>;
  /** Accounts where it failed, and why. */
  failures(name: string, id: string): Promise<readonly { readonly account: string; readonly reason: string }[]>;
}

/** How a bucket is kept. */
export interface BucketState {
  readonly region: string;
  readonly isEncrypted: boolean;
  readonly isPublicBlocked: boolean;
  readonly isVersioned: boolean;
  readonly isTlsOnly: boolean;
}

export interface ObjectState {
  /** SHA-256 in hex; `undefined`: S3 has none. */
  readonly sha256: string | undefined;
  /** The one keyturn wrote it with; `undefined`: somebody else wrote it. */
  readonly writtenAs: string | undefined;
}

/** S3. Every request names the account the bucket must belong to. */
export interface Buckets {
  /** `undefined`: there is no such bucket. */
  find(bucket: string): Promise<BucketState | undefined>;
  create(bucket: string): Promise<void>;
  /** Makes all of {@link BucketState} true; what is so already is left as it is. */
  protect(bucket: string, state: BucketState | undefined): Promise<void>;
  object(bucket: string, key: string): Promise<ObjectState | undefined>;
  put(bucket: string, key: string, file: PackageFile): Promise<void>;
  /** `undefined`: there is no such object. */
  readText(bucket: string, key: string): Promise<string | undefined>;
}

/** Step Functions. */
export interface Runs {
  /** Names of executions that are under way. */
  underWay(stateMachineArn: string): Promise<readonly string[]>;
}

/** What `npm run package` made: the folders that the guide drops into the bucket. */
export interface Package {
  readonly files: readonly PackageFile[];
}

export interface PackageFile {
  /** As `CloudFormation/ASA-....yaml`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** In hex. */
  readonly sha256: string;
}
