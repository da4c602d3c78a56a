import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { HOUR, instant, MINUTE, plus, SECOND } from '../../../core/time.ts';
import { addGroup, addKey, addManagedPolicy, addToGroup, addUser, attachUserPolicy } from '../../seed.ts';
import { type SmallWorld, smallWorld } from '../../small-world.fixture.ts';

const withAnn = (): SmallWorld => {
  const small = smallWorld();
  addUser(small.world, small.member.id, { name: 'ann' });
  return small;
};

const statuses = ({ call }: SmallWorld): string[] =>
  call('iam', 'ListAccessKeys', { UserName: 'ann' }).AccessKeyMetadata.map((key: { Status: string }) => key.Status);

describe('access keys', () => {
  test('a user gets a second key but not a third, and inactive ones count', () => {
    const { call, outcome } = withAnn();
    const { AccessKey } = call('iam', 'CreateAccessKey', { UserName: 'ann' });
    call('iam', 'CreateAccessKey', { UserName: 'ann' });
    call('iam', 'UpdateAccessKey', { UserName: 'ann', AccessKeyId: AccessKey.AccessKeyId, Status: 'Inactive' });
    expect(outcome('iam', 'CreateAccessKey', { UserName: 'ann' })).toBe('LimitExceeded');
    call('iam', 'DeleteAccessKey', { UserName: 'ann', AccessKeyId: AccessKey.AccessKeyId });
    expect(outcome('iam', 'CreateAccessKey', { UserName: 'ann' })).toBe('ok');
  });

  test('a seeded user may have more than two', () => {
    const small = withAnn();
    for (let i = 0; i < 8; i++) addKey(small.world, small.member.id, 'ann');
    expect(statuses(small)).toHaveLength(8);
  });

  test('operations without a user name are about the calling user, and a role must name one', () => {
    const { world, member, call, outcome } = withAnn();
    attachUserPolicy(world, member.id, 'ann', 'arn:aws:iam::aws:policy/IAMFullAccess');
    const key = addKey(world, member.id, 'ann');
    const listed = call('iam', 'ListAccessKeys', {}, key).AccessKeyMetadata;
    expect(listed.map((one: { AccessKeyId: string }) => one.AccessKeyId)).toEqual([key.accessKeyId]);
    expect(outcome('iam', 'ListAccessKeys', {})).toBe('ValidationError');
  });

  test('the last use of a key that is not there is access denied, not absence', () => {
    const { outcome } = withAnn();
    expect(outcome('iam', 'GetAccessKeyLastUsed', { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' })).toBe('AccessDenied');
    const input = { UserName: 'ann', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
    expect(outcome('iam', 'DeleteAccessKey', input)).toBe('NoSuchEntity');
    expect(outcome('iam', 'UpdateAccessKey', { ...input, Status: 'Inactive' })).toBe('NoSuchEntity');
  });

  test('a lagging read misses a new key, and still shows what was changed or deleted', () => {
    const small = withAnn();
    const { world, call } = small;
    const { accessKeyId: AccessKeyId } = addKey(world, small.member.id, 'ann', {
      createdAt: instant(world.now - HOUR),
    });
    world.settings.readLagMs = 10 * SECOND;
    call('iam', 'CreateAccessKey', { UserName: 'ann' });
    call('iam', 'UpdateAccessKey', { UserName: 'ann', AccessKeyId, Status: 'Inactive' });
    expect(statuses(small)).toEqual(['Active']);
    world.now = plus(world.now, 10 * SECOND);
    expect(statuses(small)).toEqual(['Inactive', 'Active']);
    call('iam', 'DeleteAccessKey', { UserName: 'ann', AccessKeyId });
    world.now = plus(world.now, 10 * SECOND - 1);
    expect(statuses(small)).toEqual(['Inactive', 'Active']);
    world.now = plus(world.now, 1);
    expect(statuses(small)).toEqual(['Active']);
  });
});

describe('users', () => {
  test.each([
    [0, [0]],
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('%d of them come in pages of %j', (count, sizes) => {
    const { world, member, call } = smallWorld();
    for (let i = 0; i < count; i++) addUser(world, member.id, { name: `u${String(i).padStart(4, '0')}` });
    const seen: string[][] = [];
    let Marker: string | undefined;
    do {
      const page = call('iam', 'ListUsers', Marker === undefined ? {} : { Marker });
      seen.push(page.Users.map((user: { UserName: string }) => user.UserName));
      Marker = page.Marker;
    } while (Marker !== undefined);
    expect(seen.map((page) => page.length)).toEqual(sizes);
    expect(seen.flat()).toEqual([...member.users.keys()]);
  });

  test('a user who leaves between two pages takes nobody else along', () => {
    const { world, member, call } = smallWorld();
    for (const name of ['a', 'b', 'c', 'd']) addUser(world, member.id, { name });
    const first = call('iam', 'ListUsers', { MaxItems: 2 });
    call('iam', 'DeleteUser', { UserName: 'a' });
    const second = call('iam', 'ListUsers', { MaxItems: 2, Marker: first.Marker });
    expect(second.Users.map((user: { UserName: string }) => user.UserName)).toEqual(['c', 'd']);
  });

  test('are deleted only when keys, policies and groups are gone', () => {
    const { world, member, call, outcome } = withAnn();
    const { accessKeyId: AccessKeyId } = addKey(world, member.id, 'ann');
    addToGroup(world, member.id, 'staff', 'ann');
    call('iam', 'PutUserPolicy', { UserName: 'ann', PolicyName: 'p', PolicyDocument: '{"Statement":[]}' });
    const remove = () => outcome('iam', 'DeleteUser', { UserName: 'ann' });
    expect(remove()).toBe('DeleteConflict');
    call('iam', 'DeleteAccessKey', { UserName: 'ann', AccessKeyId });
    call('iam', 'DeleteUserPolicy', { UserName: 'ann', PolicyName: 'p' });
    expect(remove()).toBe('DeleteConflict');
    call('iam', 'RemoveUserFromGroup', { UserName: 'ann', GroupName: 'staff' });
    expect(remove()).toBe('ok');
    expect(outcome('iam', 'GetUser', { UserName: 'ann' })).toBe('NoSuchEntity');
  });

  test('a re-created name has another id', () => {
    const { call } = withAnn();
    const before = call('iam', 'GetUser', { UserName: 'ann' }).User.UserId;
    call('iam', 'DeleteUser', { UserName: 'ann' });
    expect(call('iam', 'CreateUser', { UserName: 'ann' }).User.UserId).not.toBe(before);
  });

  test('take ten managed policies and no eleventh', () => {
    const { world, member, outcome } = withAnn();
    const attach = (i: number) => {
      const { arn } = addManagedPolicy(world, member.id, { name: `p${i}`, document: '{"Statement":[]}' });
      return outcome('iam', 'AttachUserPolicy', { UserName: 'ann', PolicyArn: arn });
    };
    const outcomes = Array.from({ length: 11 }, (_, i) => attach(i));
    expect(outcomes).toEqual([...Array.from({ length: 10 }, () => 'ok'), 'LimitExceeded']);
  });

  test('the 101st member of a group is on the second page', () => {
    const { world, member, call } = smallWorld();
    addGroup(world, member.id, 'exempt');
    for (let i = 0; i < 101; i++) addUser(world, member.id, { name: `u${i}`, groups: ['exempt'] });
    const first = call('iam', 'GetGroup', { GroupName: 'exempt' });
    const second = call('iam', 'GetGroup', { GroupName: 'exempt', Marker: first.Marker });
    expect([first.Users.length, first.IsTruncated, second.Users.length, second.IsTruncated]).toEqual([
      100,
      true,
      1,
      false,
    ]);
  });
});

describe('roles', () => {
  test('cannot trust a role that does not exist', () => {
    const { call, outcome } = smallWorld();
    const trusting = (name: string) => ({
      RoleName: `r-${name}`,
      AssumeRolePolicyDocument: JSON.stringify({
        Statement: {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { AWS: `arn:aws:iam::200000000002:role/${name}` },
        },
      }),
    });
    expect(outcome('iam', 'CreateRole', trusting('nobody'))).toBe('MalformedPolicyDocument');
    call('iam', 'CreateRole', trusting('OrganizationAccountAccessRole'));
    expect(outcome('iam', 'GetRole', { RoleName: 'r-OrganizationAccountAccessRole' })).toBe('ok');
  });
});

describe('the credential report', () => {
  const report = ({ call }: SmallWorld): Record<string, string>[] =>
    parse(Buffer.from(call('iam', 'GetCredentialReport').Content), { columns: true });

  test('is started, made, and stands for four hours', () => {
    const { world, call, outcome } = withAnn();
    const state = () => call('iam', 'GenerateCredentialReport').State;
    expect(outcome('iam', 'GetCredentialReport')).toBe('ReportNotPresent');
    expect(state()).toBe('STARTED');
    world.now = plus(world.now, 4 * SECOND - 1);
    expect([state(), outcome('iam', 'GetCredentialReport')]).toEqual(['INPROGRESS', 'ReportInProgress']);
    world.now = plus(world.now, 1);
    expect([state(), outcome('iam', 'GetCredentialReport')]).toEqual(['COMPLETE', 'ok']);
    world.now = plus(world.now, 4 * HOUR - 1);
    expect([state(), outcome('iam', 'GetCredentialReport')]).toEqual(['COMPLETE', 'ok']);
    world.now = plus(world.now, 1);
    expect(outcome('iam', 'GetCredentialReport')).toBe('ReportExpired');
    expect(state()).toBe('STARTED');
  });

  test('has a root row, quotes a name with a comma, and keeps the date of an inactive key', () => {
    const small = smallWorld();
    const { world, member, call } = small;
    addUser(world, member.id, { name: 'smith,ann' });
    const lastUsedAt = plus(world.now, -30 * MINUTE);
    addKey(world, member.id, 'smith,ann', { createdAt: instant(Date.UTC(2025, 8, 1)), lastUsedAt });
    addKey(world, member.id, 'smith,ann', { createdAt: instant(Date.UTC(2025, 9, 1)), status: 'Inactive' });
    call('iam', 'GenerateCredentialReport');
    world.now = plus(world.now, 4 * SECOND);
    const [root, ann] = report(small);
    expect(root).toMatchObject({
      user: '<root_account>',
      password_enabled: 'not_supported',
      access_key_1_active: 'false',
    });
    expect(ann).toMatchObject({
      user: 'smith,ann',
      arn: 'arn:aws:iam::200000000002:user/smith,ann',
      access_key_1_active: 'true',
      access_key_1_last_rotated: '2025-09-01T00:00:00Z',
      access_key_1_last_used_date: '2025-12-31T23:30:00Z',
      access_key_2_active: 'false',
      access_key_2_last_rotated: '2025-10-01T00:00:00Z',
      access_key_2_last_used_date: 'N/A',
    });
  });

  test('tells two keys of a user who has three, and that there are more', () => {
    const small = withAnn();
    for (let i = 0; i < 3; i++) addKey(small.world, small.member.id, 'ann');
    small.call('iam', 'GenerateCredentialReport');
    small.world.now = plus(small.world.now, 4 * SECOND);
    expect(report(small)[1]?.additional_credentials_info).toMatch(/^1 additional/);
  });
});
