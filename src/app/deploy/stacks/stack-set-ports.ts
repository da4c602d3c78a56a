import type { PlacedTemplate, Texts } from '../package-file.ts';

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

/**
 * How a change goes through the accounts. `all`: everywhere at once, and one that refuses keeps no other waiting.
 * `first`: the given targets alone, one account after the other, until one refuses. `by-tenths`: a tenth of the
 * accounts at a time, until a tenth of all refused.
 */
export type StackSetPace = { readonly kind: 'all' | 'by-tenths' } | FirstTargets;

export interface FirstTargets {
  readonly kind: 'first';
  readonly targets: readonly string[];
  /** Of these targets these accounts alone; none: all. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** CloudFormation StackSets, service-managed. Each change is an operation, whose id is returned. */
export interface StackSets {
  find(name: string): Promise<StackSetState | undefined>;
  instances(name: string): Promise<readonly StackInstance[]>;
  create(spec: StackSetSpec): Promise<void>;
  /** Its instances, with it. Those that are not reached stay as they were, and count as `OUTDATED`. */
  update(spec: StackSetSpec, pace: StackSetPace): Promise<string>;
  /** At the pace `first`, in its targets alone. */
  addInstances(where: InstanceTargets, pace: StackSetPace): Promise<string>;
  /** The stacks in the accounts are deleted. */
  removeInstances(where: InstanceTargets): Promise<string>;
  delete(name: string): Promise<void>;
  /** Newest first; the last few. */
  operations(name: string): Promise<readonly StackSetOperation[]>;
  operation(name: string, id: string): Promise<StackSetOperation>;
  /** Accounts where it failed, and why. */
  failures(name: string, id: string): Promise<readonly { readonly account: string; readonly reason: string }[]>;
}
