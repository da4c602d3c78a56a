import { ListUsersCommand } from '@aws-sdk/client-iam';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { READ_ONLY_POLICY } from '../session/read-only-policy.ts';
import { admit, operationOf, WriteRefused } from './client-factory.ts';
import { createApiCalls } from './count-calls.ts';
import { kindOf, operations } from './operations.ts';

test('an operation is named after its command, also when class names are minified', () => {
  class a extends ListUsersCommand {}
  expect(operationOf(new a({}))).toBe('ListUsers');
  expect(operationOf(new PutSecretValueCommand({ SecretId: 'x' }))).toBe('PutSecretValue');
});

describe('counting', () => {
  test('tells reads, writes and each operation', () => {
    const calls = createApiCalls();
    calls.count('iam', 'ListUsers');
    calls.count('iam', 'ListUsers');
    calls.count('iam', 'CreateAccessKey');
    calls.count('sesv2', 'SendEmail');
    expect(calls.snapshot()).toEqual({
      total: 4,
      writes: 2,
      byOperation: { 'iam:CreateAccessKey': 1, 'iam:ListUsers': 2, 'sesv2:SendEmail': 1 },
      throttled: 0,
      throttledBy: {},
    });
  });

  test('tells throttles by service and account, the most first', () => {
    const calls = createApiCalls();
    calls.throttled('sts', undefined);
    calls.throttled('iam', '222222222222');
    calls.throttled('iam', '111111111111');
    calls.throttled('iam', '222222222222');
    const { throttled, throttledBy } = calls.snapshot();
    expect(throttled).toBe(4);
    expect(Object.entries(throttledBy)).toEqual([
      ['iam in 222222222222', 2],
      ['iam in 111111111111', 1],
      ['sts', 1],
    ]);
  });

  test('keeps 20 places of throttles, and counts them all', () => {
    const calls = createApiCalls();
    for (let account = 0; account < 1_000; account += 1) calls.throttled('iam', `${account}`);
    const { throttled, throttledBy } = calls.snapshot();
    expect([throttled, Object.keys(throttledBy).length]).toEqual([1_000, 20]);
  });

  test('takes neither entering an account, nor a report, nor a verification for a write', () => {
    const calls = createApiCalls();
    calls.count('sts', 'AssumeRole');
    calls.count('iam', 'GenerateCredentialReport');
    calls.count('sts', 'GetCallerIdentity');
    calls.count('secretsmanager', 'GetSecretValue');
    expect(calls.snapshot().writes).toBe(0);
  });

  test('takes what it does not know for a write', () => {
    expect(kindOf('iam', 'DeleteUser')).toBe('write');
  });
});

describe('a client for reading', () => {
  const spec = { service: 'iam', region: 'us-east-1', readOnly: true } as const;

  test('admits reads and names what it refuses', () => {
    expect(() => admit(spec, 'ListUsers')).not.toThrow();
    expect(() => admit(spec, 'CreateAccessKey')).toThrow(new WriteRefused('iam:CreateAccessKey'));
    expect(() => admit(spec, 'SomethingNew')).toThrow('iam:SomethingNew');
  });

  test('reads no secret', () => {
    expect(() => admit({ ...spec, service: 'secretsmanager' }, 'GetSecretValue')).toThrow(WriteRefused);
  });

  test('is backed by a session policy of exactly the reads in member accounts', () => {
    const reads = (['account', 'iam', 'secretsmanager', 'cloudtrail'] as const).flatMap((service) =>
      Object.keys(operations[service])
        .filter((operation) => kindOf(service, operation) === 'read')
        .map((operation) => `${service}:${operation}`),
    );
    expect(JSON.parse(READ_ONLY_POLICY).Statement[0].Action.toSorted()).toEqual(reads.toSorted());
    expect(READ_ONLY_POLICY.length).toBeLessThan(2_048);
  });
});
