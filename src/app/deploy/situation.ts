import type { AccountId } from '../../core/keys.ts';
import { Fault } from '../faults/fault.ts';
import type { CallAs, DeployPorts } from './ports.ts';
import { askedChange, type Step, type Surroundings } from './step.ts';

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

/** Without trusted access no StackSet reaches an account. Only the management account can give it. */
export const trustStep = (situation: Situation, { organization }: DeployPorts, { dialog }: Surroundings): Step => {
  const step = { part: 'trusted-access', name: situation.organizationId } as const;
  return {
    ...step,
    look: async () => {
      if (situation.trustsStackSets !== false || situation.place !== 'management')
        return { kind: 'settled', result: { ...step, outcome: 'unchanged', lines: [] } };
      const perform = async () => {
        await organization.trustStackSets();
        return undefined;
      };
      const lines = ['Let CloudFormation StackSets create stacks in the accounts of the organization (trusted access)'];
      const question = 'Turn on trusted access for CloudFormation StackSets?';
      return askedChange({ step, action: 'create', question, lines, perform }, dialog);
    },
  };
};
