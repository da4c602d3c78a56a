import type { Caller } from '../ports/sts.ts';
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

/** Step Functions. */
export interface Runs {
  /** Executions that are under way; none, where there is no such state machine. */
  underWay(stateMachineArn: string): Promise<readonly RunUnderWay[]>;
}

export interface RunUnderWay {
  readonly name: string;
  /** As `2027-01-15T06:00:00Z`. */
  readonly startedAt: string;
}
