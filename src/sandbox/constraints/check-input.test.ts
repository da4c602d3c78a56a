import { describe, expect, test } from 'vitest';
import { AwsError } from '../call.ts';
import { operations } from '../operations/index.ts';
import type { SandboxService } from '../service-name.ts';
import { smallWorld, token } from '../small-world.fixture.ts';
import { checkInput } from './check-input.ts';
import { playedMembers } from './played.ts';
import { constraintTables } from './tables.ts';

const refused = (service: SandboxService, operation: string, input: object): AwsError => {
  try {
    checkInput({ service, operation }, input);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error(`${operation} was not refused`);
};
const said = (...asked: Parameters<typeof refused>): string => {
  const { code, message } = refused(...asked);
  return `${code}: ${message}`;
};
const detected = (code: string, at: string, constraint: string): string =>
  `${code}: 1 validation error detected: Value ${at} failed to satisfy constraint: Member must ${constraint}`;

describe('the tables of constraints', () => {
  const names = (of: Readonly<Record<string, object>>) =>
    Object.entries(of).map(([service, played]) => `${service} ${Object.keys(played).sort()}`);

  test('know each operation that is played, and no other', () => {
    expect(names(playedMembers)).toEqual(
      names(
        Object.fromEntries(
          Object.keys(playedMembers).map((service) => [service, operations[service as SandboxService]]),
        ),
      ),
    );
    for (const [service, { shapes }] of Object.entries(constraintTables))
      for (const [operation, members] of Object.entries(playedMembers[service as SandboxService])) {
        const top = members.split(' ').map((path) => path.split('.')[0] ?? '');
        const kept = [...new Set(top)].filter((name) => name !== '').sort();
        expect(Object.keys(shapes[operation]?.members ?? {}).sort(), `${operation}: npm run constraints`).toEqual(kept);
      }
  });

  test('name no shape that they do not have, and no pattern that cannot be read', () => {
    for (const { shapes } of Object.values(constraintTables))
      for (const { item, key, value, members = {}, pattern, type } of Object.values(shapes)) {
        for (const name of [item, key, value, ...Object.values(members)])
          if (name !== undefined) expect(shapes).toHaveProperty([name]);
        if (pattern !== undefined) expect(type).toBe('string');
        expect(() => new RegExp(pattern ?? '', pattern?.includes('\\p{') ? 'u' : '')).not.toThrow();
      }
  });
});

describe('an input that the model forbids', () => {
  test('is refused in the words of IAM and STS', () => {
    expect(said('iam', 'CreateUser', {})).toBe(detected('ValidationError', "null at 'userName'", 'not be null'));
    expect(said('iam', 'GetUser', { UserName: 'bad name' })).toBe(
      'ValidationError: The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    );
    expect(said('iam', 'CreateUser', { UserName: 'x'.repeat(65) })).toBe(
      detected('ValidationError', `'${'x'.repeat(65)}' at 'userName'`, 'have length less than or equal to 64'),
    );
    expect(said('iam', 'ListUsers', { MaxItems: 1_001 })).toBe(
      detected('ValidationError', "'1001' at 'maxItems'", 'have value less than or equal to 1000'),
    );
    expect(said('iam', 'UpdateAccessKey', { UserName: 'ann', AccessKeyId: 'AKIA', Status: 'Active' })).toBe(
      detected('ValidationError', "'AKIA' at 'accessKeyId'", 'have length greater than or equal to 16'),
    );
    expect(
      said('iam', 'TagUser', {
        UserName: 'ann',
        Tags: [
          { Key: 'k', Value: '' },
          { Key: 'x'.repeat(129), Value: '' },
        ],
      }),
    ).toBe(
      detected(
        'ValidationError',
        `'${'x'.repeat(129)}' at 'tags.2.member.key'`,
        'have length less than or equal to 128',
      ),
    );
    expect(
      said('sts', 'AssumeRole', { RoleArn: 'arn:aws:iam::200000000002:role/r', RoleSessionName: 'a/b' }),
    ).toContain("'roleSessionName'");
    expect(refused('iam', 'UpdateAccessKey', {}).message).toMatch(/^2 validation errors detected: /);
  });

  test('is refused with the codes of the other services', () => {
    expect(said('secretsmanager', 'GetSecretValue', { SecretId: '' })).toBe(
      detected('ValidationException', "'' at 'secretId'", 'have length greater than or equal to 1'),
    );
    const put = { SecretId: 's', SecretString: 'x', ClientRequestToken: token(1) };
    expect(said('secretsmanager', 'PutSecretValue', { ...put, VersionStages: [] })).toBe(
      detected('ValidationException', "at 'versionStages'", 'have length greater than or equal to 1'),
    );
    expect(said('secretsmanager', 'ListSecrets', { SortOrder: 'up' })).toContain('enum value set: [asc, desc]');
    expect(refused('cloudtrail', 'LookupEvents', { MaxResults: 51 }).code).toBe('InvalidMaxResultsException');
    const LookupAttributes = [{ AttributeKey: 'Colour', AttributeValue: 'red' }];
    expect(refused('cloudtrail', 'LookupEvents', { LookupAttributes }).code).toBe('InvalidLookupAttributesException');
    expect(refused('sesv2', 'SendEmail', {}).code).toBe('BadRequestException');
    expect(refused('sfn', 'DescribeExecution', { executionArn: '' }).code).toBe('InvalidArn');
    expect(refused('kms', 'DescribeKey', { KeyId: '' }).code).toBe('ValidationException');
    expect(refused('account', 'ListRegions', { MaxResults: 51 }).code).toBe('ValidationException');
    expect(refused('s3', 'ListBuckets', { MaxBuckets: 0 }).code).toBe('InvalidArgument');
  });

  test.each([
    ['DescribeAccount', { AccountId: '12' }, 'INVALID_PATTERN'],
    ['DescribeAccount', { AccountId: '1'.repeat(13) }, 'MAX_LENGTH_EXCEEDED'],
    ['DescribeAccount', {}, 'INPUT_REQUIRED'],
    ['ListChildren', { ParentId: 'r-1234', ChildType: 'ROOT' }, 'INVALID_ENUM'],
    ['ListAccounts', { MaxResults: 0 }, 'MIN_VALUE_EXCEEDED'],
    ['ListAccounts', { MaxResults: 21 }, 'MAX_VALUE_EXCEEDED'],
  ])('has a reason at Organizations: %s %j', (operation, input, Reason) => {
    expect(refused('organizations', operation, input)).toMatchObject({
      code: 'InvalidInputException',
      fields: { Reason },
    });
  });

  test('is not repeated where the model calls it sensitive', () => {
    const secret = 's3cr3t'.repeat(11_000);
    const refusal = refused('secretsmanager', 'PutSecretValue', { SecretId: 's', SecretString: secret });
    expect(refusal.message).toContain("Value at 'secretString' failed");
    expect(refusal.message).not.toContain('s3cr3t');
  });

  test('is refused where it is of another type', () => {
    expect(refused('iam', 'ListUsers', { MaxItems: Number.NaN }).code).toBe('MalformedInput');
    expect(refused('secretsmanager', 'GetSecretValue', { SecretId: 7 }).code).toBe('SerializationException');
    expect(refused('organizations', 'ListAccounts', { MaxResults: '5' }).code).toBe('SerializationException');
    expect(refused('cloudtrail', 'LookupEvents', { StartTime: 'today' }).code).toBe('SerializationException');
    expect(refused('secretsmanager', 'ListSecrets', { IncludePlannedDeletion: 'no' }).code).toBe(
      'SerializationException',
    );
    expect(refused('s3', 'PutObject', { Bucket: 'b', Key: 'k', Metadata: { a: 1 } }).code).toBe('InvalidArgument');
    expect(refused('sesv2', 'SendEmail', { Content: [] }).code).toBe('SerializationException');
  });

  test('is not carried out', () => {
    const { call, outcome } = smallWorld();
    call('iam', 'CreateUser', { UserName: 'ann' });
    expect(outcome('iam', 'TagUser', { UserName: 'ann', Tags: [{ Key: 'x'.repeat(129), Value: '' }] })).toBe(
      'ValidationError',
    );
    expect(call('iam', 'ListUserTags', { UserName: 'ann' }).Tags).toEqual([]);
  });
});

describe('a member that the sandbox does not play', () => {
  test('is refused by name, also deep inside', () => {
    expect(said('s3', 'GetObject', { Bucket: 'b', Key: 'k', Range: 'bytes=0-1' })).toBe(
      'NotImplemented: The sandbox does not play the parameter Range of s3 GetObject',
    );
    const Content = { Template: { TemplateName: 'welcome' } };
    expect(said('sesv2', 'SendEmail', { Content })).toContain('parameter Content.Template of sesv2 SendEmail');
    expect(said('iam', 'CreateUser', { UserName: 'ann', constructor: 'x' })).toContain('parameter constructor of');
  });

  test('comes after what the model forbids, and is left out where it has no value', () => {
    expect(refused('iam', 'CreateUser', { UserName: '', PermissionsBoundary: 'x' }).code).toBe('ValidationError');
    expect(() =>
      checkInput({ service: 'iam', operation: 'CreateUser' }, { UserName: 'ann', PermissionsBoundary: undefined }),
    ).not.toThrow();
  });
});
