import { describe, expect, test } from 'vitest';
import { type AccessDecision, authorize } from './authorize.ts';
import { policyOf } from './policy.ts';

const CALLER = 'arn:aws:iam::111111111111:user/ann';

interface Case {
  readonly identity?: object;
  readonly resource?: object;
  readonly session?: object;
  readonly scp?: object;
  readonly context?: Record<string, string | string[]>;
  readonly action?: string;
  readonly resourceArn?: string;
  readonly resourceAccountId?: string;
  readonly trust?: boolean;
}

const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };
const policy = (statement: object | undefined) =>
  statement === undefined ? [] : [policyOf(JSON.stringify({ Statement: statement }))];

const decide = (given: Case): AccessDecision => {
  const [resource] = policy(given.resource);
  return authorize({
    action: (given.action ?? 'iam:GetUser').toLowerCase(),
    resource: given.resourceArn ?? CALLER,
    context: (key) => given.context?.[key],
    caller: { accountId: '111111111111', arn: CALLER, principalArn: CALLER, since: 0 },
    isRoot: false,
    resourceAccountId: given.resourceAccountId ?? '111111111111',
    identityPolicies: policy(given.identity),
    sessionPolicy: policy(given.session)[0],
    resourcePolicy: resource && { policy: resource, since: 1 },
    resourcePolicyDecides: given.trust ?? false,
    controlPolicies: policy(given.scp),
  });
};

const decision = (given: Case): string => decide(given).decision;
const allowedIf = (Condition: object, context: Case['context'] = {}): string =>
  decision({ identity: { ...ALLOW_ALL, Condition }, context });

describe('a decision', () => {
  test('is no unless something says yes, and an explicit no wins over all', () => {
    expect(decision({})).toBe('implicit-deny');
    expect(decision({ identity: ALLOW_ALL })).toBe('allow');
    expect(decision({ identity: [ALLOW_ALL, { ...ALLOW_ALL, Effect: 'Deny' }] })).toBe('explicit-deny');
    expect(decide({ identity: ALLOW_ALL, scp: { ...ALLOW_ALL, Effect: 'Deny', Sid: 'Frozen' } })).toEqual({
      decision: 'explicit-deny',
      by: 'service control',
      sid: 'Frozen',
    });
  });

  test('within one account takes either policy, across accounts both', () => {
    const resource = { Effect: 'Allow', Principal: { AWS: CALLER }, Action: '*', Resource: '*' };
    const elsewhere = { resourceAccountId: '222222222222' };
    expect(decision({ resource })).toBe('allow');
    expect(decide({ resource, ...elsewhere })).toEqual({ decision: 'implicit-deny', lacking: 'identity-based' });
    expect(decide({ identity: ALLOW_ALL, ...elsewhere })).toMatchObject({ lacking: 'resource-based' });
    expect(decision({ identity: ALLOW_ALL, resource, ...elsewhere })).toBe('allow');
  });

  test('a resource policy that names the account leaves the choice to identity policies', () => {
    const resource = { Effect: 'Allow', Principal: { AWS: '111111111111' }, Action: '*', Resource: '*' };
    expect(decision({ resource, trust: true })).toBe('implicit-deny');
    expect(decision({ resource, trust: true, identity: ALLOW_ALL })).toBe('allow');
    expect(decision({ trust: true, identity: ALLOW_ALL })).toBe('implicit-deny');
  });

  test('with a session policy takes both it and the role', () => {
    const session = { Effect: 'Allow', Action: 'iam:Get*', Resource: '*' };
    expect(decision({ identity: ALLOW_ALL, session })).toBe('allow');
    expect(decide({ identity: ALLOW_ALL, session, action: 'iam:DeleteUser' })).toMatchObject({ lacking: 'session' });
  });
});

describe('a statement', () => {
  test('compares actions without case, with wildcards, or by what they are not', () => {
    const allows = (Action: string) => decision({ identity: { Effect: 'Allow', Action, Resource: '*' } });
    expect(['IAM:getuser', 'iam:Get*', 'iam:GetUse?', '*'].map(allows)).toEqual(Array(4).fill('allow'));
    expect(['iam:GetUser?', 's3:GetUser', 'iam:List*'].map(allows)).toEqual(Array(3).fill('implicit-deny'));
    expect(decision({ identity: { Effect: 'Allow', NotAction: 's3:*', Resource: '*' } })).toBe('allow');
    expect(decision({ identity: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } })).toBe('implicit-deny');
  });

  test('compares the parts of ARNs one by one, so that a star stays within its part', () => {
    const allows = (Resource: string) => decision({ identity: { Effect: 'Allow', Action: '*', Resource } });
    expect(allows('arn:aws:iam::*:user/ann')).toBe('allow');
    expect(allows('arn:aws:*:user/ann')).toBe('implicit-deny');
    expect(allows('arn:aws:iam')).toBe('allow');
    expect(allows('arn:aws:iam::111111111111:user/a??')).toBe('allow');
  });

  test('replaces policy variables, takes what they hold literally, and without them matches nothing', () => {
    const identity = { Effect: 'Allow', Action: '*', Resource: `arn:aws:iam::111111111111:user/\${aws:username}` };
    expect(decision({ identity, context: { 'aws:username': 'ann' } })).toBe('allow');
    expect(decision({ identity, context: { 'aws:username': '*' } })).toBe('implicit-deny');
    expect(decision({ identity })).toBe('implicit-deny');
  });

  test('with NotPrincipal or NotResource is about everybody and everything else', () => {
    const notMe = { Effect: 'Deny', NotPrincipal: { AWS: CALLER }, Action: '*', Resource: '*' };
    expect(decision({ identity: ALLOW_ALL, resource: notMe })).toBe('allow');
    const notHim = { Effect: 'Deny', NotPrincipal: { AWS: `${CALLER}2` }, Action: '*', Resource: '*' };
    expect(decision({ identity: ALLOW_ALL, resource: notHim })).toBe('explicit-deny');
    expect(decision({ identity: { Effect: 'Allow', Action: '*', NotResource: CALLER } })).toBe('implicit-deny');
  });
});

describe('a condition', () => {
  test('on a key that is absent holds only if it is negated or says IfExists', () => {
    expect(allowedIf({ StringEquals: { 'aws:userid': 'A' } })).toBe('implicit-deny');
    expect(allowedIf({ StringNotEquals: { 'aws:userid': 'A' } })).toBe('allow');
    expect(allowedIf({ StringEqualsIfExists: { 'aws:userid': 'A' } })).toBe('allow');
    expect(allowedIf({ Null: { 'aws:userid': 'true' } })).toBe('allow');
    expect(allowedIf({ Null: { 'aws:userid': 'false' } })).toBe('implicit-deny');
  });

  test('takes any of its values, and negated none of them', () => {
    const context = { 'aws:userid': 'B' };
    expect(allowedIf({ StringEquals: { 'aws:userid': ['A', 'B'] } }, context)).toBe('allow');
    expect(allowedIf({ StringNotEquals: { 'aws:userid': ['A', 'B'] } }, context)).toBe('implicit-deny');
    expect(allowedIf({ StringNotLike: { 'aws:userid': ['A*', 'C*'] } }, context)).toBe('allow');
  });

  test('on several values asks for any or for all', () => {
    const context = { 'aws:tagkeys': ['a', 'b'] };
    expect(allowedIf({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] } }, context)).toBe('allow');
    expect(allowedIf({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } }, context)).toBe('implicit-deny');
    expect(allowedIf({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } }, context)).toBe('allow');
    expect(allowedIf({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } })).toBe('allow');
    expect(allowedIf({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] } })).toBe('implicit-deny');
  });

  test('compares addresses, dates, ARNs, booleans and numbers', () => {
    const from = (address: string) =>
      allowedIf({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } }, { 'aws:sourceip': address });
    expect([from('10.255.0.1'), from('11.0.0.1'), from('no address')]).toEqual([
      'allow',
      'implicit-deny',
      'implicit-deny',
    ]);
    expect(allowedIf({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { 'aws:sourceip': '11.0.0.1' })).toBe('allow');
    const earlier = (at: string) =>
      allowedIf({ DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }, { 'aws:currenttime': at });
    expect([earlier('2025-12-31T23:59:59Z'), earlier('2026-01-01T00:00:00Z')]).toEqual(['allow', 'implicit-deny']);
    const arn = { 'iam:policyarn': 'arn:aws:iam::1:policy/p' };
    expect(allowedIf({ ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::*:policy/p' } }, arn)).toBe('allow');
    expect(allowedIf({ ArnNotLike: { 'iam:PolicyARN': 'arn:aws:iam::*:policy/p' } }, arn)).toBe('implicit-deny');
    expect(allowedIf({ Bool: { 'aws:SecureTransport': 'true' } }, { 'aws:securetransport': 'true' })).toBe('allow');
    expect(allowedIf({ NumericLessThanEquals: { 'x:n': '5' } }, { 'x:n': '5' })).toBe('allow');
  });
});
