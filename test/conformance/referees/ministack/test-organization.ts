import { AddUserToGroupCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { ALLOW_ALL } from '../../../support/deployment.ts';
import { EXEMPTION_GROUP } from '../../../support/organization.ts';
import type { MinistackOrganization } from './organization.ts';
import { clientsFor, type MinistackEndpoint } from './reach.ts';
import type { Ministack } from './server.ts';
import { type MinistackUser, seedUser } from './users.ts';

/** Who lives in the organization on day 0. */
export interface TestUsers {
  /** One in each account, each with a key 100 days old. */
  readonly due: readonly MinistackUser[];
  /** Of payments: may do everything there, has a key as old, and is exempt. */
  readonly administrator: MinistackUser;
  /** With keys ten days old; the twins share a name, in two accounts. */
  readonly young: MinistackUser;
  readonly twins: readonly [MinistackUser, MinistackUser];
}

/** People settle, from day -100 on. */
export const settle = async (server: Ministack, { primary, accounts }: MinistackOrganization): Promise<TestUsers> => {
  const idOf = (account: string) => accounts.find(({ name }) => name === account)?.id ?? primary.id;
  const live = (account: string, name: string) => seedUser(server, { accountId: idOf(account), name });
  const due = [await live(primary.name, 'bob'), await live('payments', 'alice'), await live('search', 'Doe,Jane')];
  due.push(await live('data', 'dave'));
  const administrator = await live('payments', 'eve');
  await server.travelTo(-10);
  const young = await live('search', 'young');
  const twins = [await live('payments', 'twin'), await live('data', 'twin')] as const;
  return { due, administrator, young, twins };
};

/** The group is there once keyturn is deployed. */
export const appoint = async (
  endpoint: MinistackEndpoint,
  { accountId, name: UserName }: MinistackUser,
): Promise<void> => {
  const { iam } = clientsFor(endpoint, accountId);
  await iam.send(new AddUserToGroupCommand({ GroupName: EXEMPTION_GROUP, UserName }));
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'all', PolicyDocument: ALLOW_ALL }));
};
