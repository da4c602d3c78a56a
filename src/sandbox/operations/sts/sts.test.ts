import { describe, expect, test } from 'vitest';
import { HOUR, plus } from '../../../core/time.ts';
import { addKey, addRole, addUser, roleCredentials } from '../../seed.ts';
import { smallWorld } from '../../small-world.fixture.ts';

const ALL = JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });

/** A member role that trusts one role of the management account, named by its ARN in a condition. */
const twoAccounts = () => {
  const small = smallWorld();
  const { world, management, member } = small;
  const executor = 'arn:aws:iam::100000000001:role/executor';
  const trustPolicy = JSON.stringify({
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: management.id },
      Action: 'sts:AssumeRole',
      Condition: {
        ArnEquals: { 'aws:PrincipalArn': executor },
        StringEquals: { 'aws:PrincipalOrgID': world.organization.id },
      },
    },
  });
  addRole(world, member.id, { name: 'target', trustPolicy, policies: { all: ALL } });
  for (const name of ['executor', 'other'])
    addRole(world, management.id, { name, trustPolicy, policies: { all: ALL } });
  const as = (roleName: string) => roleCredentials(world, management.id, { roleName });
  const RoleArn = `arn:aws:iam::${member.id}:role/target`;
  return { ...small, as, input: { RoleArn, RoleSessionName: 'run-1' } };
};

describe('AssumeRole', () => {
  test('gives credentials of the role in its account', () => {
    const { call, as, input } = twoAccounts();
    const { Credentials: c, AssumedRoleUser } = call('sts', 'AssumeRole', input, as('executor'));
    expect(AssumedRoleUser.Arn).toBe('arn:aws:sts::200000000002:assumed-role/target/run-1');
    const session = { accessKeyId: c.AccessKeyId, secretAccessKey: c.SecretAccessKey, sessionToken: c.SessionToken };
    expect(call('sts', 'GetCallerIdentity', {}, session).Account).toBe('200000000002');
    expect(c.Expiration).toEqual(new Date('2026-01-01T01:00:00Z'));
  });

  test('is refused to another role, to a role that is not there, and into an account that is not active', () => {
    const { member, outcome, as, input } = twoAccounts();
    expect(outcome('sts', 'AssumeRole', input, as('other'))).toBe('AccessDenied');
    expect(outcome('sts', 'AssumeRole', { ...input, RoleArn: `${input.RoleArn}2` }, as('executor'))).toBe(
      'AccessDenied',
    );
    expect(outcome('sts', 'AssumeRole', input, as('executor'))).toBe('ok');
    member.state = 'PENDING_CLOSURE';
    expect(outcome('sts', 'AssumeRole', input, as('executor'))).toBe('AccessDenied');
  });

  test('takes a session policy, which only narrows', () => {
    const { call, outcome, as, input } = twoAccounts();
    const Policy = JSON.stringify({ Statement: { Effect: 'Allow', Action: 'iam:ListUsers', Resource: '*' } });
    const { Credentials: c } = call('sts', 'AssumeRole', { ...input, Policy }, as('executor'));
    const session = { accessKeyId: c.AccessKeyId, secretAccessKey: c.SecretAccessKey, sessionToken: c.SessionToken };
    expect(outcome('iam', 'ListUsers', {}, session)).toBe('ok');
    expect(outcome('iam', 'CreateUser', { UserName: 'x' }, session)).toBe('AccessDenied');
  });

  test.each([
    ['a', 'ValidationError'],
    ['ab', 'ok'],
    ['x'.repeat(64), 'ok'],
    ['x'.repeat(65), 'ValidationError'],
    ['a b', 'ValidationError'],
  ])('with the session name %s: %s', (RoleSessionName, outcome) => {
    const small = twoAccounts();
    expect(small.outcome('sts', 'AssumeRole', { ...small.input, RoleSessionName }, small.as('executor'))).toBe(outcome);
  });

  test.each([
    [899, 'ValidationError'],
    [900, 'ok'],
    [3_600, 'ok'],
    [3_601, 'ValidationError'],
  ])('from a role for %d seconds: %s', (DurationSeconds, outcome) => {
    const small = twoAccounts();
    expect(small.outcome('sts', 'AssumeRole', { ...small.input, DurationSeconds }, small.as('executor'))).toBe(outcome);
  });

  test('a re-created role gives its old sessions nothing', () => {
    const { world, management, call, outcome, as } = twoAccounts();
    const before = as('executor');
    expect(outcome('iam', 'ListUsers', {}, before)).toBe('ok');
    addRole(world, management.id, { name: 'executor', trustPolicy: ALL, policies: { all: ALL } });
    expect(outcome('iam', 'ListUsers', {}, before)).toBe('AccessDenied');
    expect(call('iam', 'ListUsers', {}, as('executor')).Users).toEqual([]);
  });
});

test('GetSessionToken is for users with their own key, and ends after its time', () => {
  const { world, member, call, outcome } = smallWorld();
  addUser(world, member.id, { name: 'ann' });
  const { Credentials: c } = call(
    'sts',
    'GetSessionToken',
    { DurationSeconds: 3_600 },
    addKey(world, member.id, 'ann'),
  );
  const session = { accessKeyId: c.AccessKeyId, secretAccessKey: c.SecretAccessKey, sessionToken: c.SessionToken };
  expect(outcome('sts', 'GetSessionToken', {}, session)).toBe('AccessDenied');
  world.now = plus(world.now, HOUR);
  expect(outcome('sts', 'GetCallerIdentity', {}, session)).toBe('ExpiredToken');
});
