import { describe, expect, test } from 'vitest';
import { HOUR, instant, MINUTE, plus, SECOND } from '../core/time.ts';
import { execute } from './execute.ts';
import { addKey, addUser, roleCredentials } from './seed.ts';
import type { SandboxService } from './service-name.ts';
import { smallWorld } from './small-world.fixture.ts';

const withUser = () => {
  const small = smallWorld();
  addUser(small.world, small.member.id, { name: 'ann' });
  const key = addKey(small.world, small.member.id, 'ann');
  return { ...small, key };
};

describe('authentication', () => {
  test('answers who a key belongs to', () => {
    const { call, key, member } = withUser();
    expect(call('sts', 'GetCallerIdentity', {}, key)).toMatchObject({
      Account: '200000000002',
      Arn: 'arn:aws:iam::200000000002:user/ann',
      UserId: member.users.get('ann')?.userId,
    });
  });

  test('a new key is unknown for eight seconds, and works after', () => {
    const { world, call, outcome } = withUser();
    const { AccessKey } = call('iam', 'CreateAccessKey', { UserName: 'ann' });
    const made = { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
    world.now = plus(world.now, 8 * SECOND - 1);
    expect(outcome('sts', 'GetCallerIdentity', {}, made)).toBe('InvalidClientTokenId');
    world.now = plus(world.now, 1);
    expect(outcome('sts', 'GetCallerIdentity', {}, made)).toBe('ok');
  });

  test('an inactive key is as unknown as one that never was, in each service in its own words', () => {
    const { call, outcome, key } = withUser();
    call('iam', 'UpdateAccessKey', { UserName: 'ann', AccessKeyId: key.accessKeyId, Status: 'Inactive' });
    const stranger = { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x' };
    for (const credentials of [key, stranger]) {
      expect(outcome('sts', 'GetCallerIdentity', {}, credentials)).toBe('InvalidClientTokenId');
      expect(outcome('secretsmanager', 'ListSecrets', {}, credentials)).toBe('UnrecognizedClientException');
      expect(outcome('s3', 'HeadBucket', { Bucket: 'b' }, credentials)).toBe('InvalidAccessKeyId');
    }
    call('iam', 'UpdateAccessKey', { UserName: 'ann', AccessKeyId: key.accessKeyId, Status: 'Active' });
    expect(outcome('sts', 'GetCallerIdentity', {}, key)).toBe('ok');
  });

  test('a wrong secret is a wrong signature', () => {
    const { outcome, key } = withUser();
    const wrong = { ...key, secretAccessKey: 'wrong' };
    expect(outcome('iam', 'GetUser', {}, wrong)).toBe('SignatureDoesNotMatch');
    expect(outcome('secretsmanager', 'ListSecrets', {}, wrong)).toBe('InvalidSignatureException');
  });

  test('a session works until the moment it expires', () => {
    const { world, member, outcome } = withUser();
    const expiresAt = plus(world.now, HOUR);
    const roleName = 'OrganizationAccountAccessRole';
    const session = roleCredentials(world, member.id, { roleName, expiresAt });
    world.now = instant(expiresAt - 1);
    expect(outcome('iam', 'ListUsers', {}, session)).toBe('ok');
    world.now = expiresAt;
    expect(outcome('iam', 'ListUsers', {}, session)).toBe('ExpiredToken');
    expect(outcome('secretsmanager', 'ListSecrets', {}, session)).toBe('ExpiredTokenException');
  });

  test('credentials of a suspended account do not work', () => {
    const { member, outcome, key } = withUser();
    member.state = 'SUSPENDED';
    expect(outcome('sts', 'GetCallerIdentity', {}, key)).toBe('InvalidClientTokenId');
  });

  test('an operation that is not played says so', () => {
    expect(withUser().outcome('iam', 'UpdateServerCertificate')).toBe('InvalidAction');
  });
});

describe('the time in the signature', () => {
  test.each([
    ['iam', 'ListUsers', 15, 'SignatureDoesNotMatch'],
    ['sts', 'GetCallerIdentity', 15, 'SignatureDoesNotMatch'],
    ['secretsmanager', 'ListSecrets', 5, 'InvalidSignatureException'],
    ['s3', 'CreateBucket', 15, 'RequestTimeTooSkewed'],
  ] as const)('%s takes it %s up to %d minutes off, and refuses it beyond', (service, operation, minutes, code) => {
    const { world, admin } = smallWorld();
    const input = service === 's3' ? { Bucket: 'some-bucket' } : {};
    const at = (signedAt: number) =>
      execute(world, {
        service,
        operation,
        input,
        region: 'us-east-1',
        credentials: admin,
        signedAt: instant(signedAt),
      });
    expect(() => at(world.now - minutes * MINUTE - 1)).toThrow(expect.objectContaining({ name: code }));
    expect(() => at(world.now + minutes * MINUTE + 1)).toThrow(expect.objectContaining({ name: code }));
    expect(at(world.now - minutes * MINUTE)).toBeDefined();
  });

  test('a late signature is told in the words of SigV4', () => {
    const { world, admin } = smallWorld();
    const signedAt = plus(world.now, -16 * MINUTE);
    const request = { service: 'iam', operation: 'ListUsers', input: {}, region: 'us-east-1' } as const;
    expect(() => execute(world, { ...request, credentials: admin, signedAt })).toThrow(
      'Signature expired: 20251231T234400Z is now earlier than 20251231T234500Z (20260101T000000Z - 15 min.)',
    );
  });
});

describe('the record of last use', () => {
  const lastUsed = ({ call, key }: ReturnType<typeof withUser>) =>
    call('iam', 'GetAccessKeyLastUsed', { AccessKeyId: key.accessKeyId }).AccessKeyLastUsed;

  test('is N/A without a date for a key that was never used', () => {
    expect(lastUsed(withUser())).toEqual({ LastUsedDate: undefined, ServiceName: 'N/A', Region: 'N/A' });
  });

  test('counts a call that was denied', () => {
    const small = withUser();
    expect(small.outcome('iam', 'ListUsers', {}, small.key)).toBe('AccessDenied');
    expect(lastUsed(small)).toEqual({
      LastUsedDate: new Date('2026-01-01T00:00:00Z'),
      ServiceName: 'iam',
      Region: 'us-east-1',
    });
  });

  test('does not count a call with a wrong secret', () => {
    const small = withUser();
    small.outcome('sts', 'GetCallerIdentity', {}, { ...small.key, secretAccessKey: 'wrong' });
    expect(lastUsed(small).LastUsedDate).toBeUndefined();
  });

  test('tells the first of several uses within 15 minutes', () => {
    const small = withUser();
    const useAt = (ms: number) => {
      small.world.now = instant(Date.UTC(2026, 0, 1) + ms);
      small.outcome('sts', 'GetCallerIdentity', {}, small.key);
      return lastUsed(small).LastUsedDate.toISOString();
    };
    expect(useAt(0)).toBe('2026-01-01T00:00:00.000Z');
    expect(useAt(15 * MINUTE - 1)).toBe('2026-01-01T00:00:00.000Z');
    expect(useAt(15 * MINUTE)).toBe('2026-01-01T00:15:00.000Z');
  });

  test('may lag by hours', () => {
    const small = withUser();
    small.world.settings.lastUsedLagMs = 4 * HOUR;
    small.outcome('sts', 'GetCallerIdentity', {}, small.key);
    small.world.now = plus(small.world.now, 4 * HOUR - 1);
    expect(lastUsed(small).LastUsedDate).toBeUndefined();
    small.world.now = plus(small.world.now, 1);
    expect(lastUsed(small).LastUsedDate).toEqual(new Date('2026-01-01T00:00:00Z'));
  });
});

test('every service that is played refuses callers without credentials', () => {
  const { world } = smallWorld();
  const operations: Record<SandboxService, string> = {
    account: 'ListRegions',
    iam: 'ListUsers',
    sts: 'GetCallerIdentity',
    organizations: 'ListAccounts',
    secretsmanager: 'ListSecrets',
    sesv2: 'GetAccount',
    s3: 'HeadBucket',
    cloudtrail: 'LookupEvents',
    kms: 'DescribeKey',
    lambda: 'GetAccountSettings',
    sfn: 'DescribeExecution',
    ssm: 'GetParameter',
  };
  for (const [service, operation] of Object.entries(operations) as [SandboxService, string][]) {
    const request = { service, operation, input: {}, region: 'us-east-1' };
    expect(() => execute(world, request)).toThrow('Request is missing Authentication Token');
  }
});
