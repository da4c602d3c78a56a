import { describe, expect, test } from 'vitest';
import { DAY, MINUTE, plus } from '../../../core/time.ts';
import { execute } from '../../execute.ts';
import { addKey, addUser } from '../../seed.ts';
import { smallWorld, token } from '../../small-world.fixture.ts';

const withEvents = () => {
  const small = smallWorld();
  addUser(small.world, small.member.id, { name: 'ann' });
  const { AccessKey } = small.call('iam', 'CreateAccessKey', { UserName: 'ann' });
  const lookup = (AttributeKey: string, AttributeValue: string) =>
    small.call('cloudtrail', 'LookupEvents', { LookupAttributes: [{ AttributeKey, AttributeValue }] }).Events;
  return { ...small, AccessKey, lookup };
};

describe('the event history', () => {
  test('tells five minutes later who created which key, and never its secret', () => {
    const { world, AccessKey, lookup } = withEvents();
    world.now = plus(world.now, 5 * MINUTE - 1);
    expect(lookup('ResourceName', AccessKey.AccessKeyId)).toEqual([]);
    world.now = plus(world.now, 1);
    const [event] = lookup('ResourceName', AccessKey.AccessKeyId);
    expect(event).toMatchObject({
      EventName: 'CreateAccessKey',
      Username: 'operator',
      EventSource: 'iam.amazonaws.com',
    });
    const record = JSON.parse(event.CloudTrailEvent);
    expect(record).toMatchObject({
      eventTime: '2026-01-01T00:00:00Z',
      awsRegion: 'us-east-1',
      requestParameters: { userName: 'ann' },
      responseElements: { accessKey: { accessKeyId: AccessKey.AccessKeyId, userName: 'ann', status: 'Active' } },
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::200000000002:assumed-role/OrganizationAccountAccessRole/operator',
      },
    });
    expect(event.CloudTrailEvent).not.toContain(AccessKey.SecretAccessKey);
    expect(lookup('ResourceName', 'ann')).toHaveLength(1);
  });

  test('forgets after ninety days', () => {
    const { world, AccessKey, lookup } = withEvents();
    world.now = plus(world.now, 90 * DAY);
    expect(lookup('ResourceName', AccessKey.AccessKeyId)).toHaveLength(1);
    world.now = plus(world.now, 1);
    expect(lookup('ResourceName', AccessKey.AccessKeyId)).toEqual([]);
  });

  test('keeps IAM in us-east-1 and other services in their Region, values of secrets out of it', () => {
    const { world, admin, lookup } = withEvents();
    const input = { Name: 'n', SecretString: 'CANARY', ClientRequestToken: token(1) };
    const request = { service: 'secretsmanager', operation: 'CreateSecret', input, credentials: admin } as const;
    execute(world, { ...request, region: 'eu-west-1' });
    world.now = plus(world.now, 5 * MINUTE);
    expect(lookup('EventName', 'CreateSecret')).toEqual([]);
    const read = { service: 'cloudtrail', operation: 'LookupEvents', input: {}, credentials: admin } as const;
    const { Events } = execute(world, { ...read, region: 'eu-west-1' });
    expect(Events).toMatchObject([{ EventName: 'CreateSecret' }]);
    expect(JSON.stringify(Events)).not.toContain('CANARY');
  });

  test('tells refused calls with their error, newest first, fifty a page', () => {
    const { world, member, outcome, lookup, call } = withEvents();
    const bob = addUser(world, member.id, { name: 'bob' });
    const key = addKey(world, member.id, 'bob');
    for (let i = 0; i < 51; i++) {
      world.now = plus(world.now, 1_000);
      outcome('iam', 'DeleteUser', { UserName: bob.name }, key);
    }
    world.now = plus(world.now, 5 * MINUTE);
    const first = lookup('AccessKeyId', key.accessKeyId);
    expect(first).toHaveLength(50);
    expect(JSON.parse(first[0].CloudTrailEvent)).toMatchObject({
      errorCode: 'AccessDenied',
      eventTime: '2026-01-01T00:00:51Z',
    });
    const page = call('cloudtrail', 'LookupEvents', {
      LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'bob' }],
    });
    expect(page.NextToken).toBeDefined();
  });

  test('tells reads only where they are recorded', () => {
    const { world, member, outcome, lookup } = withEvents();
    addUser(world, member.id, { name: 'bob' });
    const key = addKey(world, member.id, 'bob');
    outcome('sts', 'GetCallerIdentity', {}, key);
    world.settings.trailReads = true;
    outcome('sts', 'GetCallerIdentity', {}, key);
    world.now = plus(world.now, 5 * MINUTE);
    expect(lookup('AccessKeyId', key.accessKeyId)).toHaveLength(1);
  });

  test('takes one attribute, and a time that runs forward', () => {
    const { outcome } = smallWorld();
    const attribute = { AttributeKey: 'EventName', AttributeValue: 'CreateUser' };
    const look = (input: object) => outcome('cloudtrail', 'LookupEvents', input);
    expect(look({ LookupAttributes: [attribute] })).toBe('ok');
    expect(look({ LookupAttributes: [attribute, attribute] })).toBe('InvalidLookupAttributesException');
    const [early, late] = [new Date('2026-01-01'), new Date('2026-01-02')];
    expect(look({ StartTime: early, EndTime: late })).toBe('ok');
    expect(look({ StartTime: late, EndTime: early })).toBe('InvalidTimeRangeException');
  });
});
