import { describe, expect, test } from 'vitest';
import { execute } from '../execute.ts';
import { addKey, addManagedPolicy, addRole, addScp, addUser, putUserPolicy, roleCredentials } from '../seed.ts';
import { smallWorld, token } from '../small-world.fixture.ts';

const ASSUMED = 'Account_200000000002_User_ann_AccessKey';

const world = () => {
  const small = smallWorld();
  const { member } = small;
  const ann = addUser(small.world, member.id, { name: 'ann' });
  const key = addKey(small.world, member.id, 'ann');
  small.call('secretsmanager', 'CreateSecret', { Name: ASSUMED, SecretString: '{}', ClientRequestToken: token(1) });
  return {
    ...small,
    ann,
    key,
    read: () => small.outcome('secretsmanager', 'GetSecretValue', { SecretId: ASSUMED }, key),
  };
};

describe('access', () => {
  test('comes from inline, managed and group policies alike', () => {
    const read = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
    const document = JSON.stringify({ Statement: [read] });
    const { world: w, member, ann, read: tryRead } = world();
    expect(tryRead()).toBe('AccessDeniedException');
    ann.inlinePolicies.set('inline', document);
    expect(tryRead()).toBe('ok');
    ann.inlinePolicies.clear();
    ann.attachedPolicies.push(addManagedPolicy(w, member.id, { name: 'm', document }).arn);
    expect(tryRead()).toBe('ok');
    ann.attachedPolicies = [];
    const group = { name: 'g', path: '/', groupId: 'AGPA', arn: 'arn', createdAt: w.now, members: ['ann'] };
    member.groups.set('g', { ...group, inlinePolicies: new Map([['p', document]]), attachedPolicies: [] });
    ann.groups.push('g');
    expect(tryRead()).toBe('ok');
  });

  test('is denied in the words of AWS', () => {
    const { call, key, member, world: w } = world();
    expect(() => call('secretsmanager', 'GetSecretValue', { SecretId: 'gone' }, key)).toThrow(
      'User: arn:aws:iam::200000000002:user/ann is not authorized to perform: secretsmanager:GetSecretValue on resource: gone because no identity-based policy allows the secretsmanager:GetSecretValue action',
    );
    putUserPolicy(w, member.id, 'ann', ['deny', '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}']);
    expect(() => call('iam', 'CreateAccessKey', { UserName: 'bob' }, key)).toThrow(
      'is not authorized to perform: iam:CreateAccessKey on resource: user bob with an explicit deny in an identity-based policy',
    );
  });

  test('a service control policy holds for all of the account, the management account excepted', () => {
    const deny = JSON.stringify({ Statement: { Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: '*' } });
    const { world: w, member, management, outcome } = world();
    addScp(w, member.id, deny);
    addScp(w, management.id, deny);
    expect(outcome('iam', 'CreateAccessKey', { UserName: 'ann' })).toBe('AccessDenied');
    expect(outcome('iam', 'ListUsers')).toBe('ok');
    addUser(w, management.id, { name: 'root-ann' });
    addRole(w, management.id, {
      name: 'ops',
      trustPolicy: '{"Statement":[]}',
      managedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    });
    const ops = roleCredentials(w, management.id, { roleName: 'ops' });
    expect(outcome('iam', 'CreateAccessKey', { UserName: 'root-ann' }, ops)).toBe('ok');
  });

  test('asking who one is can never be denied', () => {
    const { world: w, member, key, outcome } = world();
    addScp(w, member.id, '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}');
    expect(outcome('sts', 'GetCallerIdentity', {}, key)).toBe('ok');
  });

  test('may hang on the address a call comes from', () => {
    const { world: w, member, key } = world();
    const Condition = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } };
    const document = { Statement: { Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*', Condition } };
    putUserPolicy(w, member.id, 'ann', ['office', JSON.stringify(document)]);
    const request = {
      service: 'secretsmanager',
      operation: 'GetSecretValue',
      region: 'us-east-1',
      credentials: key,
    } as const;
    const from = (sourceIp: string) => execute(w, { ...request, input: { SecretId: ASSUMED }, sourceIp });
    expect(from('10.1.2.3').Name).toBe(ASSUMED);
    expect(() => from('192.0.2.7')).toThrow('not authorized');
  });
});

describe('the policy on a secret', () => {
  const policyFor = (userId: string) => ({
    SecretId: ASSUMED,
    BlockPublicPolicy: true,
    ResourcePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::200000000002:user/ann' },
          Action: 'secretsmanager:GetSecretValue',
          Resource: '*',
        },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:userid': userId } },
        },
      ],
    }),
  });

  test('lets its owner read without any policy of their own, and nobody else with all policies', () => {
    const { call, outcome, ann, read } = world();
    call('secretsmanager', 'PutResourcePolicy', policyFor(ann.userId));
    expect(read()).toBe('ok');
    expect(outcome('secretsmanager', 'GetSecretValue', { SecretId: ASSUMED })).toBe('AccessDeniedException');
    const batch = call('secretsmanager', 'BatchGetSecretValue', { SecretIdList: [ASSUMED] });
    expect(batch).toMatchObject({ SecretValues: [], Errors: [{ ErrorCode: 'AccessDeniedException' }] });
    expect(outcome('secretsmanager', 'DescribeSecret', { SecretId: ASSUMED })).toBe('ok');
  });

  test("lets the owner's own session token read, as it carries the user's id", () => {
    const { call, outcome, ann, key } = world();
    call('secretsmanager', 'PutResourcePolicy', policyFor(ann.userId));
    const { Credentials: c } = call('sts', 'GetSessionToken', {}, key);
    const own = { accessKeyId: c.AccessKeyId, secretAccessKey: c.SecretAccessKey, sessionToken: c.SessionToken };
    expect(outcome('secretsmanager', 'GetSecretValue', { SecretId: ASSUMED }, own)).toBe('ok');
    expect(outcome('iam', 'GetUser', {}, own)).toBe('InvalidClientTokenId');
  });

  test('does not let in a user who was re-created under the name, even without the Deny', () => {
    const { world: w, member, call, key, outcome } = world();
    const { Statement } = JSON.parse(policyFor('').ResourcePolicy);
    const ResourcePolicy = JSON.stringify({ Statement: Statement[0] });
    call('secretsmanager', 'PutResourcePolicy', { SecretId: ASSUMED, ResourcePolicy });
    call('iam', 'DeleteAccessKey', { UserName: 'ann', AccessKeyId: key.accessKeyId });
    call('iam', 'DeleteUser', { UserName: 'ann' });
    w.now = (w.now + 1) as typeof w.now;
    addUser(w, member.id, { name: 'ann' });
    const second = addKey(w, member.id, 'ann');
    expect(outcome('secretsmanager', 'GetSecretValue', { SecretId: ASSUMED }, second)).toBe('AccessDeniedException');
  });
});
