import type { DeployNames } from './names.ts';
import type { Package, Texts } from './package-file.ts';
import type { FirstOnes } from './stacks/stack-set-operations.ts';

export interface DeployRequest {
  readonly names: DeployNames;
  /** `undefined`: the one of the account and Region. */
  readonly bucket: string | undefined;
  readonly prefix: string;
  readonly region: string;
  /** None: the whole organization, or what the StackSet is deployed to already. */
  readonly ous: readonly string[];
  /** Accounts to which the StackSet comes first, and must come through in all before any other. */
  readonly first: FirstOnes;
  /** Whether the management account is worked; `undefined`: as it is, or else as suits the rest. */
  readonly managementAccount: boolean | undefined;
  /** CloudFormation parameters, as the person gave them. */
  readonly given: Texts;
  readonly package: Package;
}
