import type { Caller } from '../ports/ports.ts';
import type { Buckets } from './bucket/ports.ts';
import type { Stacks } from './stacks/stack-ports.ts';
import type { StackSets } from './stacks/stack-set-ports.ts';

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

/** A template that was uploaded. */
export interface PlacedTemplate {
  readonly bucket: string;
  readonly key: string;
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
