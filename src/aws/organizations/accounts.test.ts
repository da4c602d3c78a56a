import { beforeEach, describe, expect, test } from 'vitest';
import type { AccountId } from '../../core/keys.ts';
import { inProcessClients } from '../client/in-process.ts';
import { all, type InSandbox, inSandbox, MANAGEMENT, MEMBER, MEMBER_ROLE } from '../in-sandbox.fixture.ts';
import { organizationsAccounts } from './accounts.ts';

let sandbox: InSandbox;
beforeEach(() => {
  sandbox = inSandbox();
});

test('all accounts are listed, with their state and address', async () => {
  const accounts = await all(sandbox.connected().organizationAccounts.accounts());
  expect(accounts.map(({ id }) => id)).toEqual(expect.arrayContaining([MANAGEMENT, MEMBER]));
  expect(accounts.find(({ id }) => id === MEMBER)).toEqual(sandbox.member);
});

test('the accounts of a unit are those of nested units too', async () => {
  const { organizationAccounts } = sandbox.connected();
  expect((await all(organizationAccounts.accountsBelow(sandbox.ous.workloads))).map(({ id }) => id)).toEqual([MEMBER]);
  await expect(all(organizationAccounts.accountsBelow('ou-none-00000000'))).rejects.toMatchObject({ kind: 'missing' });
});

test('a list role is assumed once, in the account that holds it', async () => {
  const settings = {
    memberRole: MEMBER_ROLE,
    externalId: undefined,
    listRole: MEMBER_ROLE,
    listAccount: MANAGEMENT as AccountId,
    secretRegion: undefined,
    central: undefined,
    templates: undefined,
  };
  const { organizationAccounts, apiCalls } = sandbox.connected({ settings });
  await all(organizationAccounts.accounts());
  await all(organizationAccounts.accountsBelow(sandbox.ous.production));
  expect(apiCalls().byOperation['sts:AssumeRole']).toBe(1);
});

describe('what an endpoint answers', () => {
  const answering = (...answers: readonly object[]) => {
    const left = [...answers];
    const aws = { client: () => ({ send: async () => left.shift() ?? Promise.reject(new Error('connection reset')) }) };
    const clientFactory = inProcessClients(aws, { clock: sandbox.clock, credentials: sandbox.operator });
    return organizationsAccounts(async () => clientFactory({ service: 'organizations', region: 'us-east-1' }));
  };

  test('State comes before Status, and Status stands where State is not sent', async () => {
    const Accounts = [{ Id: '1', State: 'CLOSED', Status: 'ACTIVE' }, { Id: '2', Status: 'SUSPENDED' }, { Id: '3' }];
    const accounts = await all(answering({ Accounts }).accounts());
    expect(accounts.map(({ state }) => state)).toEqual(['CLOSED', 'SUSPENDED', 'UNKNOWN']);
  });

  test('pages before a failure are told, then the failure', async () => {
    const seen: string[] = [];
    const listing = async () => {
      for await (const page of answering({ Accounts: [{ Id: '1' }], NextToken: 'n' }).accounts()) {
        seen.push(...page.map(({ id }) => id));
      }
    };
    await expect(listing()).rejects.toMatchObject({ kind: 'doubtful' });
    expect(seen).toEqual(['1']);
  });

  test('an empty page with a token is not the last', async () => {
    const accounts = await all(answering({ Accounts: [], NextToken: 'n' }, { Accounts: [{ Id: '1' }] }).accounts());
    expect(accounts).toHaveLength(1);
  });
});
