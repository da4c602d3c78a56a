import type { AccountId } from '../../core/keys.ts';
import { Fault } from '../faults/fault.ts';
import type { CallAs, DeployPorts } from './ports.ts';

/** Where the command runs, and what may be done from there. */
export interface Situation {
  readonly account: AccountId;
  readonly arn: string;
  readonly partition: string;
  readonly organizationId: string;
  readonly managementAccountId: string;
  /** `member`: it may not manage the organization's StackSets. */
  readonly place: 'management' | 'delegated' | 'member';
  /** `unknown`: the caller may not ask. */
  readonly trustsStackSets: boolean | 'unknown';
}

export const situate = async ({ caller, organization }: DeployPorts): Promise<Situation> => {
  const { accountId: account, arn, partition } = await caller();
  const found = await organization.describe();
  if (found === undefined) throw new Fault('organization-missing', `the account ${account} belongs to no Organization`);
  const { id: organizationId, managementAccountId } = found;
  const isManagement = account === managementAccountId;
  const isDelegated = !isManagement && (await organization.delegatesStackSetsTo(account));
  return {
    account,
    arn,
    partition,
    organizationId,
    managementAccountId,
    place: isManagement ? 'management' : isDelegated ? 'delegated' : 'member',
    trustsStackSets: await organization.trustsStackSets(),
  };
};

/** `undefined`: StackSets are not this account's to manage. */
export const callAsOf = ({ place }: Situation): CallAs | undefined =>
  place === 'management' ? 'SELF' : place === 'delegated' ? 'DELEGATED_ADMIN' : undefined;
