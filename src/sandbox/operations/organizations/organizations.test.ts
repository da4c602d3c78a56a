import { describe, expect, test } from 'vitest';
import { addAccount, addOu, operatorCredentials } from '../../seed.ts';
import { smallWorld } from '../../small-world.fixture.ts';

const organization = (members: number) => {
  const small = smallWorld();
  const boss = operatorCredentials(small.world, small.management.id);
  for (let i = 2; i < members + 1; i++) addAccount(small.world, { name: `a${i}`, email: `a${i}@example.com` });
  return { ...small, boss };
};

describe('Organizations', () => {
  test.each([
    [19, [20]],
    [20, [20, 1]],
    [40, [20, 20, 1]],
  ])('lists %d members and the management account in pages of %j', (members, sizes) => {
    const { call, boss } = organization(members);
    const seen: number[] = [];
    let NextToken: string | undefined;
    do {
      const page = call('organizations', 'ListAccounts', NextToken === undefined ? {} : { NextToken }, boss);
      seen.push(page.Accounts.length);
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual(sizes);
  });

  test('answers the management account and delegated administrators only', () => {
    const { world, outcome, admin } = organization(1);
    expect(outcome('organizations', 'ListAccounts', {}, admin)).toBe('AccessDeniedException');
    expect(outcome('organizations', 'DescribeOrganization', {}, admin)).toBe('ok');
    const delegate = addAccount(world, { name: 'd', email: 'd@example.com', delegatedAdministrator: true });
    expect(outcome('organizations', 'ListAccounts', {}, operatorCredentials(world, delegate.id))).toBe('ok');
  });

  test('tells the state of an account in the new field and, as far as it knew it, in the old', () => {
    const { call, member, boss } = organization(1);
    const shown = () => {
      const { State, Status } = call('organizations', 'DescribeAccount', { AccountId: member.id }, boss).Account;
      return [State, Status];
    };
    expect(shown()).toEqual(['ACTIVE', 'ACTIVE']);
    member.state = 'CLOSED';
    expect(shown()).toEqual(['CLOSED', 'SUSPENDED']);
    member.state = 'PENDING_ACTIVATION';
    expect(shown()).toEqual(['PENDING_ACTIVATION', undefined]);
  });

  test('walks nested units up and down', () => {
    const { world, call, outcome, boss } = organization(1);
    const ask = (operation: string, input: object) => call('organizations', operation, input, boss);
    const outer = addOu(world, { name: 'outer' });
    const inner = addOu(world, { name: 'inner', parentId: outer.id });
    const account = addAccount(world, { name: 'deep', email: 'deep@example.com', ouId: inner.id });
    const [root] = ask('ListRoots', {}).Roots;
    const units = (ParentId: string) => ask('ListOrganizationalUnitsForParent', { ParentId }).OrganizationalUnits;
    expect(units(root.Id)).toEqual([{ Id: outer.id, Arn: outer.arn, Name: 'outer' }]);
    expect(units(outer.id)).toMatchObject([{ Id: inner.id }]);
    expect(ask('ListAccountsForParent', { ParentId: inner.id }).Accounts).toMatchObject([{ Id: account.id }]);
    expect(ask('ListParents', { ChildId: account.id }).Parents).toEqual([
      { Id: inner.id, Type: 'ORGANIZATIONAL_UNIT' },
    ]);
    expect(ask('ListParents', { ChildId: outer.id }).Parents).toEqual([{ Id: root.Id, Type: 'ROOT' }]);
    const children = { ParentId: outer.id, ChildType: 'ORGANIZATIONAL_UNIT' };
    expect(ask('ListChildren', children).Children).toEqual([{ Id: inner.id, Type: 'ORGANIZATIONAL_UNIT' }]);
    const nobody = { ParentId: 'ou-none-12345678', ChildType: 'ACCOUNT' };
    expect(outcome('organizations', 'ListChildren', nobody, boss)).toBe('ParentNotFoundException');
  });
});
