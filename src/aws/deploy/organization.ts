import { ActivateOrganizationsAccessCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeOrganizationCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import type { OrganizationView } from '../../app/deploy/ports.ts';
import { isAwsFault } from '../../app/faults/aws-fault.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask, expected } from '../client/send.ts';

/** By which an organization knows CloudFormation StackSets. */
const STACK_SETS = 'member.org.stacksets.cloudformation.amazonaws.com';

export const organizationView = (organizations: Client, cloudformation: Client): OrganizationView => ({
  describe: () => describe(organizations),
  async rootId() {
    const operation = 'organizations:ListRoots';
    const { Roots } = await ask(organizations, new ListRootsCommand({}));
    return expected(expected(Roots, operation, 'Roots')[0]?.Id, operation, 'Id');
  },
  trustsStackSets: () => unlessDenied(trusts(organizations), 'unknown'),
  delegatesStackSetsTo: (account) => unlessDenied(delegates(organizations, account), false),
  async trustStackSets() {
    await ask(cloudformation, new ActivateOrganizationsAccessCommand({}));
  },
});

const describe = async (organizations: Client): ReturnType<OrganizationView['describe']> => {
  const operation = 'organizations:DescribeOrganization';
  try {
    const { Organization } = await ask(organizations, new DescribeOrganizationCommand({}));
    return {
      id: expected(Organization?.Id, operation, 'Id'),
      managementAccountId: expected(Organization?.MasterAccountId, operation, 'MasterAccountId'),
    };
  } catch (error) {
    if (isAwsFault(error) && error.code === 'AWSOrganizationsNotInUseException') return undefined;
    throw error;
  }
};

const trusts = async (organizations: Client): Promise<boolean> => {
  const list = (NextToken: string | undefined) =>
    ask(organizations, new ListAWSServiceAccessForOrganizationCommand({ NextToken }));
  const listed = pages(list, ({ NextToken }) => NextToken, 'organizations:ListAWSServiceAccessForOrganization');
  for await (const { EnabledServicePrincipals = [] } of listed)
    if (EnabledServicePrincipals.some(({ ServicePrincipal }) => ServicePrincipal === STACK_SETS)) return true;
  return false;
};

const delegates = async (organizations: Client, account: string): Promise<boolean> => {
  const list = (NextToken: string | undefined) =>
    ask(organizations, new ListDelegatedAdministratorsCommand({ ServicePrincipal: STACK_SETS, NextToken }));
  const listed = pages(list, ({ NextToken }) => NextToken, 'organizations:ListDelegatedAdministrators');
  for await (const { DelegatedAdministrators = [] } of listed)
    if (DelegatedAdministrators.some(({ Id }) => Id === account)) return true;
  return false;
};

/** Organizations answers the management account and delegated administrators only: a refusal is an answer too. */
const unlessDenied = async <T, D>(answer: Promise<T>, otherwise: D): Promise<T | D> => {
  try {
    return await answer;
  } catch (error) {
    if (isAwsFault(error, 'denied')) return otherwise;
    throw error;
  }
};
