import {
  ListAccountsCommand,
  ListAccountsForParentCommand,
  type Account as ListedAccount,
  ListOrganizationalUnitsForParentCommand,
} from '@aws-sdk/client-organizations';
import type { Account, OrganizationAccounts } from '../../app/ports/organizations.ts';
import type { AccountId } from '../../core/keys.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask, expected } from '../client/send.ts';

/** Organizations, by a client that may need a role first. */
export const organizationsAccounts = (open: () => Promise<Client>): OrganizationAccounts => ({
  accounts: () => accounts(open),
  accountsBelow: (ouId) => accountsBelow(open, ouId),
});

async function* accounts(open: () => Promise<Client>): AsyncGenerator<readonly Account[]> {
  const client = await open();
  const operation = 'organizations:ListAccounts';
  const list = (NextToken: string | undefined) => ask(client, new ListAccountsCommand({ NextToken }));
  for await (const { Accounts } of pages(list, nextToken, operation)) yield readAccounts(Accounts, operation);
}

async function* accountsBelow(open: () => Promise<Client>, ouId: string): AsyncGenerator<readonly Account[]> {
  const client = await open();
  const operation = 'organizations:ListAccountsForParent';
  // The units below are appended while the loop runs.
  const parents = [ouId];
  for (const ParentId of parents) {
    const list = (NextToken: string | undefined) =>
      ask(client, new ListAccountsForParentCommand({ ParentId, NextToken }));
    for await (const { Accounts } of pages(list, nextToken, operation)) yield readAccounts(Accounts, operation);
    for await (const id of unitsOf(client, ParentId)) parents.push(id);
  }
}

async function* unitsOf(client: Client, ParentId: string): AsyncGenerator<string> {
  const operation = 'organizations:ListOrganizationalUnitsForParent';
  const list = (NextToken: string | undefined) =>
    ask(client, new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken }));
  for await (const { OrganizationalUnits } of pages(list, nextToken, operation)) {
    for (const { Id } of expected(OrganizationalUnits, operation, 'OrganizationalUnits')) {
      yield expected(Id, operation, 'Id');
    }
  }
}

const nextToken = ({ NextToken }: { NextToken?: string | undefined }): string | undefined => NextToken;

const readAccounts = (listed: readonly ListedAccount[] | undefined, operation: string): readonly Account[] =>
  expected(listed, operation, 'Accounts').map((account) => ({
    id: expected(account.Id, operation, 'Id') as AccountId,
    name: account.Name ?? '',
    email: account.Email || undefined,
    // Status went away in September 2026; State is not sent by every endpoint yet. Neither: not ACTIVE, so not worked.
    state: account.State ?? account.Status ?? 'UNKNOWN',
  }));
