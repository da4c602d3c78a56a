import { beforeEach, describe, expect, test } from 'vitest';
import { plus, SECOND } from '../core/time.ts';
import { addUser } from './seed.ts';
import { type SmallWorld, smallWorld, token } from './small-world.fixture.ts';

const NAME = 'Account_200000000002_User_ann_AccessKey';
let small: SmallWorld;

const sm = (operation: string, input: object = {}) =>
  small.call('secretsmanager', operation, { SecretId: NAME, ...input });
const outcome = (operation: string, input: object = {}) =>
  small.outcome('secretsmanager', operation, { SecretId: NAME, ...input });
const create = () =>
  small.call('secretsmanager', 'CreateSecret', { Name: NAME, ClientRequestToken: token(0), SecretString: '{}' });
const put = (n: number) =>
  sm('PutSecretValue', { ClientRequestToken: token(n), SecretString: `value ${n}`, VersionStages: [`L${n}`] });
const pass = (ms: number): void => {
  small.world.now = plus(small.world.now, ms);
};
const versions = () => sm('ListSecretVersionIds', { IncludeDeprecated: true }).Versions.length;
const listed = () => small.call('secretsmanager', 'ListSecrets', { IncludePlannedDeletion: true }).SecretList;

beforeEach(() => {
  small = smallWorld();
  small.world.settings.secretLagMs = 20 * SECOND;
});

describe('with reads that lag, a secret', () => {
  test('is found, listed and read once it was created so long ago, by name and by ARN', () => {
    const { ARN } = create();
    const reads = ['DescribeSecret', 'ListSecretVersionIds', 'GetResourcePolicy', 'GetSecretValue'];
    pass(20 * SECOND - 1);
    for (const read of reads) expect(outcome(read)).toBe('ResourceNotFoundException');
    expect(outcome('DescribeSecret', { SecretId: ARN })).toBe('ResourceNotFoundException');
    expect(listed()).toEqual([]);
    pass(1);
    for (const read of reads) expect(outcome(read)).toBe('ok');
    expect(outcome('DescribeSecret', { SecretId: ARN.slice(0, -7) })).toBe('ok');
    expect(listed()).toHaveLength(1);
  });

  test('shows versions, labels, tags and policy as they were', () => {
    create();
    pass(60 * SECOND);
    put(1);
    sm('TagResource', { Tags: [{ Key: 'a', Value: 'b' }] });
    addUser(small.world, '200000000002', { name: 'ann' });
    const Principal = { AWS: 'arn:aws:iam::200000000002:user/ann' };
    const Statement = [{ Effect: 'Allow', Principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' }];
    sm('PutResourcePolicy', { ResourcePolicy: JSON.stringify({ Version: '2012-10-17', Statement }) });
    const isOld = () => [
      versions() === 1,
      sm('DescribeSecret').Tags === undefined,
      !sm('GetResourcePolicy').ResourcePolicy,
    ];
    expect(isOld()).toEqual([true, true, true]);
    expect(outcome('GetSecretValue', { VersionId: token(1) })).toBe('ResourceNotFoundException');
    expect(listed()[0].SecretVersionsToStages).toEqual({ [token(0)]: ['AWSCURRENT'] });
    pass(20 * SECOND);
    expect(isOld()).toEqual([false, false, false]);
    expect(sm('GetSecretValue', { VersionId: token(1) }).SecretString).toBe('value 1');
    expect(listed()[0].SecretVersionsToStages).toEqual({ [token(0)]: ['AWSCURRENT'], [token(1)]: ['L1'] });
  });

  test('is shown as before the first of several changes', () => {
    create();
    pass(60 * SECOND);
    for (const n of [1, 2, 3]) {
      put(n);
      pass(10 * SECOND);
    }
    expect(versions()).toBe(3);
    pass(10 * SECOND);
    expect(versions()).toBe(4);
  });

  test('that was deleted for good is still shown, and one made anew is not taken for it', () => {
    const old = create().ARN;
    pass(60 * SECOND);
    sm('DeleteSecret', { ForceDeleteWithoutRecovery: true });
    const { ARN } = create();
    expect(sm('DescribeSecret').ARN).toBe(old);
    expect(outcome('DescribeSecret', { SecretId: ARN })).toBe('ResourceNotFoundException');
    pass(20 * SECOND);
    expect(sm('DescribeSecret').ARN).toBe(ARN);
  });

  test('is written in the present: the same token with other bytes is refused at once', () => {
    create();
    put(1);
    expect(outcome('PutSecretValue', { ClientRequestToken: token(1), SecretString: 'other' })).toBe(
      'ResourceExistsException',
    );
  });

  test('notes a late read in the present', () => {
    create();
    pass(60 * SECOND);
    put(1);
    sm('GetSecretValue');
    small.world.settings.secretLagMs = 0;
    expect(sm('DescribeSecret').LastAccessedDate).toBeDefined();
  });
});

test('the reads that are named lag alone', () => {
  small.world.settings.secretLagOnly = ['ListSecretVersionIds'];
  create();
  expect([outcome('DescribeSecret'), outcome('ListSecretVersionIds')]).toEqual(['ok', 'ResourceNotFoundException']);
});

test('nothing is kept of secrets while no read lags', () => {
  small.world.settings.secretLagMs = 0;
  create();
  put(1);
  expect(small.world.pastSecrets).toEqual([]);
});
