import type { PlacedTemplate, Texts } from '../package-file.ts';

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
