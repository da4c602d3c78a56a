import { CreateGroupCommand } from '@aws-sdk/client-iam';
import { CreateAccountCommand, DescribeOrganizationCommand, ListAccountsCommand } from '@aws-sdk/client-organizations';
import { CreateEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { ADMIN_EMAIL } from '../../../support/organization.ts';
import { clientsFor, type MinistackEndpoint } from './reach.ts';

export interface MinistackAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface MinistackOrganization {
  readonly id: string;
  /** keyturn's primary account is the management account: ministack lets no other account belong to an organization. */
  readonly primary: MinistackAccount;
  readonly accounts: readonly MinistackAccount[];
}

const PRIMARY = '111111111111';
const members = ['payments', 'search', 'data'];

export const foundOrganization = async (endpoint: MinistackEndpoint): Promise<MinistackOrganization> => {
  const { organizations, ses } = clientsFor(endpoint, PRIMARY);
  const { Organization: founded } = await organizations.send(new DescribeOrganizationCommand({}));
  for (const name of members)
    await organizations.send(new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }));
  const { Accounts = [] } = await organizations.send(new ListAccountsCommand({}));
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: ADMIN_EMAIL }));
  const accounts = Accounts.map(({ Id = '', Name = '', Email = '' }) => ({ id: Id, name: Name, email: Email }));
  const primary = accounts.find(({ id }) => id === PRIMARY);
  if (primary === undefined) throw new Error('the management account is not in its organization');
  return { id: founded?.Id ?? '', primary, accounts };
};

/** What the member template makes on AWS, and ministack's CloudFormation cannot. */
export const createGroup = async (endpoint: MinistackEndpoint, accountId: string, GroupName: string): Promise<void> => {
  await clientsFor(endpoint, accountId).iam.send(new CreateGroupCommand({ GroupName }));
};
