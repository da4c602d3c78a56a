import { expect, it } from 'vitest';
import { isTlsOnly, tlsOnly } from './tls-only.ts';

it('adds one statement, and knows it again', () => {
  const policy = tlsOnly(undefined, 'b', 'aws');
  expect(isTlsOnly(policy, 'b')).toBe(true);
  expect(tlsOnly(policy, 'b', 'aws')).toBe(policy);
});

it('keeps the statements of others, one that is no list included', () => {
  const theirs = { Sid: 'Theirs', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'x' };
  const { Statement } = JSON.parse(tlsOnly(JSON.stringify({ Version: '2012-10-17', Statement: theirs }), 'b', 'aws'));
  expect(Statement).toMatchObject([theirs, { Effect: 'Deny', Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'] }]);
});

it.each([
  ['another bucket', { Resource: 'arn:aws:s3:::other/*' }],
  ['one action', { Action: 's3:PutObject' }],
  ['some people', { Principal: { AWS: 'arn:aws:iam::1:root' } }],
  ['another condition', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ['an allowance', { Effect: 'Allow' }],
])('does not take a statement about %s for it', (_, change) => {
  const [statement] = JSON.parse(tlsOnly(undefined, 'b', 'aws')).Statement;
  const policy = { Version: '2012-10-17', Statement: [{ ...statement, ...change }] };
  expect(isTlsOnly(JSON.stringify(policy), 'b')).toBe(false);
});
