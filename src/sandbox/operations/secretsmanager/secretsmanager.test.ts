import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, plus } from '../../../core/time.ts';
import { addKmsKey } from '../../seed.ts';
import { type SmallWorld, smallWorld, token } from '../../small-world.fixture.ts';

const NAME = 'Account_200000000002_User_ann_AccessKey';
const GENESIS = token('genesis');
let small: SmallWorld;

const sm = (operation: string, input: object = {}) =>
  small.call('secretsmanager', operation, { SecretId: NAME, ...input });
const fails = (operation: string, input: object = {}) =>
  small.outcome('secretsmanager', operation, { SecretId: NAME, ...input });
const put = (id: number | string, VersionStages?: string[], SecretString = `value ${id}`) =>
  sm('PutSecretValue', { ClientRequestToken: token(id), SecretString, ...(VersionStages && { VersionStages }) });
const stages = (): Record<string, string[]> => sm('DescribeSecret').VersionIdsToStages;
const versionIds = (IncludeDeprecated: boolean): string[] =>
  sm('ListSecretVersionIds', { IncludeDeprecated }).Versions.map((version: { VersionId: string }) => version.VersionId);

beforeEach(() => {
  small = smallWorld();
  small.call('secretsmanager', 'CreateSecret', { Name: NAME, ClientRequestToken: GENESIS, SecretString: '{}' });
});

describe('creating', () => {
  test('gives AWSCURRENT to the first version and six characters to the ARN', () => {
    expect(stages()).toEqual({ [GENESIS]: ['AWSCURRENT'] });
    expect(sm('DescribeSecret').ARN).toMatch(/:secret:Account_200000000002_User_ann_AccessKey-[A-Za-z0-9]{6}$/);
  });

  test('the same request again is answered alike; other bytes or another token find the name taken', () => {
    const create = (input: object) => small.outcome('secretsmanager', 'CreateSecret', { Name: NAME, ...input });
    expect(create({ ClientRequestToken: GENESIS, SecretString: '{}' })).toBe('ok');
    expect(create({ ClientRequestToken: GENESIS, SecretString: 'other' })).toBe('ResourceExistsException');
    expect(create({ ClientRequestToken: token(2), SecretString: '{}' })).toBe('ResourceExistsException');
    expect(versionIds(true)).toEqual([GENESIS]);
  });

  test('refuses a comma in the name, though users may have one', () => {
    const input = { Name: 'a,b', ClientRequestToken: token(1), SecretString: 'x' };
    expect(small.outcome('secretsmanager', 'CreateSecret', input)).toBe('ValidationException');
  });

  test('keeps Regions and accounts apart', () => {
    expect(small.world.accounts.get('200000000002')?.secrets.get('eu-central-1')).toBeUndefined();
    expect(small.member.secrets.get('us-east-1')?.size).toBe(1);
  });
});

describe('putting a version', () => {
  test('without labels moves AWSCURRENT and leaves AWSPREVIOUS behind', () => {
    put(1);
    put(2);
    expect(stages()).toEqual({ [token(2)]: ['AWSCURRENT'], [token(1)]: ['AWSPREVIOUS'] });
    expect(versionIds(true)).toEqual([GENESIS, token(1), token(2)]);
    expect(versionIds(false)).toEqual([token(1), token(2)]);
  });

  test('with labels leaves AWSCURRENT alone and takes the labels from whoever had them', () => {
    put(1, ['PENDING', 'OLD']);
    put(2, ['PENDING']);
    expect(stages()).toEqual({ [GENESIS]: ['AWSCURRENT'], [token(1)]: ['OLD'], [token(2)]: ['PENDING'] });
  });

  test('with the same token and bytes does nothing; with other bytes fails', () => {
    put(1, ['PENDING']);
    put(2, ['PENDING']);
    expect(put(1, ['PENDING']).VersionStages).toEqual([]);
    expect(stages()[token(2)]).toEqual(['PENDING']);
    expect(() => put(1, ['PENDING'], 'other')).toThrow("You can't use ClientRequestToken");
  });

  test('takes other bytes under one token only where it is told to be no fence', () => {
    put(1, ['A']);
    small.world.settings.comparesTokens = false;
    expect(put(1, ['A'], 'other')).toMatchObject({ VersionId: token(1), VersionStages: ['A'] });
  });

  test('needs a token of 32 to 64 characters', () => {
    const length = (n: number) => fails('PutSecretValue', { ClientRequestToken: 'x'.repeat(n), SecretString: 'v' });
    expect([length(31), length(32), length(64), length(65)]).toEqual([
      'ValidationException',
      'ok',
      'ok',
      'ValidationException',
    ]);
  });

  test('gives AWSCURRENT to the first version of a secret that was created empty, whatever the labels', () => {
    small.call('secretsmanager', 'CreateSecret', { Name: 'empty' });
    const input = { SecretId: 'empty', ClientRequestToken: token(1), SecretString: 'v', VersionStages: ['PENDING'] };
    expect(small.call('secretsmanager', 'PutSecretValue', input).VersionStages).toEqual(['PENDING', 'AWSCURRENT']);
  });

  test('has room for twenty labels, not twenty-one', () => {
    for (let i = 1; i < 20; i++) put(i, [`L${i}`]);
    expect(() => put(20, ['L20'])).toThrow('more than 20 staging labels');
    expect(put(20, ['L19']).VersionStages).toEqual(['L19']);
  });

  test('drops unlabelled versions beyond a hundred once they are a day old, never labelled ones', () => {
    put('kept', ['FATE']);
    for (let i = 0; i < 120; i++) put(i, ['LAST']);
    expect(versionIds(true).length).toBe(100);
    expect(sm('ListSecretVersionIds', { IncludeDeprecated: true }).NextToken).toBeDefined();
    small.world.now = plus(small.world.now, DAY + 1);
    put('next', ['LAST']);
    const secret = small.member.secrets.get('us-east-1')?.get(NAME);
    expect(secret?.versions.size).toBe(100);
    expect(secret?.versions.has(token('kept'))).toBe(true);
    expect(secret?.versions.has(GENESIS)).toBe(true);
    expect(secret?.versions.has(token(0))).toBe(false);
  });
});

describe('moving a label', () => {
  const move = (VersionStage: string, from: number | string | undefined, to: number | string | undefined) =>
    fails('UpdateSecretVersionStage', {
      VersionStage,
      ...(from === undefined ? {} : { RemoveFromVersionId: token(from) }),
      ...(to === undefined ? {} : { MoveToVersionId: token(to) }),
    });

  test('is a compare-and-swap: only who names the holder may move it', () => {
    put(1, ['PENDING']);
    put(2, ['OTHER']);
    expect(move('AWSCURRENT', undefined, 1)).toBe('InvalidParameterException');
    expect(move('AWSCURRENT', 2, 1)).toBe('InvalidParameterException');
    expect(move('AWSCURRENT', 'genesis', 1)).toBe('ok');
    expect(move('AWSCURRENT', 'genesis', 2)).toBe('InvalidParameterException');
    expect(stages()).toEqual({
      [token(1)]: ['PENDING', 'AWSCURRENT'],
      [GENESIS]: ['AWSPREVIOUS'],
      [token(2)]: ['OTHER'],
    });
  });

  test('compares nothing where it is told to be no fence', () => {
    put(1, ['A']);
    put(2, ['B']);
    expect(move('A', 2, 2)).toBe('InvalidParameterException');
    small.world.settings.comparesHolders = false;
    expect(move('A', 2, 2)).toBe('ok');
    expect(stages()[token(2)]).toContain('A');
  });

  test('AWSPREVIOUS follows AWSCURRENT around', () => {
    put(1, ['P1']);
    put(2, ['P2']);
    move('AWSCURRENT', 'genesis', 1);
    move('AWSCURRENT', 1, 2);
    expect(stages()).toMatchObject({ [token(2)]: ['P2', 'AWSCURRENT'], [token(1)]: ['P1', 'AWSPREVIOUS'] });
    expect(stages()[GENESIS]).toBeUndefined();
  });

  test('a label that nobody has needs no from, and can be taken off again', () => {
    put(1, ['PENDING']);
    expect(move('VERIFIED', undefined, 1)).toBe('ok');
    expect(move('VERIFIED', undefined, 1)).toBe('ok');
    expect(move('VERIFIED', 'genesis', undefined)).toBe('InvalidParameterException');
    expect(move('VERIFIED', 1, undefined)).toBe('ok');
    expect(move('VERIFIED', 1, undefined)).toBe('InvalidParameterException');
  });

  test('AWSCURRENT can be moved but not removed, and not to a version that is not there', () => {
    expect(move('AWSCURRENT', 'genesis', undefined)).toBe('InvalidParameterException');
    expect(move('AWSCURRENT', 'genesis', 9)).toBe('ResourceNotFoundException');
  });
});

describe('reading', () => {
  test('takes AWSCURRENT unless told otherwise, by version or by label', () => {
    put(1, ['PENDING']);
    expect(sm('GetSecretValue').SecretString).toBe('{}');
    expect(sm('GetSecretValue', { VersionStage: 'PENDING' }).SecretString).toBe('value 1');
    expect(sm('GetSecretValue', { VersionId: token(1) })).toMatchObject({ VersionStages: ['PENDING'] });
    expect(fails('GetSecretValue', { VersionStage: 'NONE' })).toBe('ResourceNotFoundException');
    expect(fails('GetSecretValue', { VersionId: token(9) })).toBe('ResourceNotFoundException');
    expect(fails('GetSecretValue', { VersionId: GENESIS, VersionStage: 'PENDING' })).toBe('InvalidRequestException');
  });

  test('finds a secret by its ARN, with and without the six characters, and in its own Region only', () => {
    const { ARN } = sm('DescribeSecret');
    expect(sm('GetSecretValue', { SecretId: ARN }).Name).toBe(NAME);
    expect(sm('GetSecretValue', { SecretId: ARN.slice(0, -7) }).Name).toBe(NAME);
    const elsewhere = { SecretId: ARN.replace('us-east-1', 'eu-west-1') };
    expect(fails('GetSecretValue', elsewhere)).toBe('ResourceNotFoundException');
  });

  test('and writing need the KMS key enabled', () => {
    const key = addKmsKey(small.world, small.member.id);
    const made = { Name: 'k', KmsKeyId: key.arn, SecretString: 'v', ClientRequestToken: token(1) };
    small.call('secretsmanager', 'CreateSecret', made);
    key.enabled = false;
    expect(fails('GetSecretValue', { SecretId: 'k' })).toBe('DecryptionFailure');
    const next = { SecretId: 'k', ClientRequestToken: token(2), SecretString: 'w' };
    expect(fails('PutSecretValue', next)).toBe('EncryptionFailure');
  });

  test('tells what it read as a copy', () => {
    sm('DescribeSecret').VersionIdsToStages[GENESIS].push('X');
    sm('GetSecretValue').VersionStages.push('Y');
    expect(stages()).toEqual({ [GENESIS]: ['AWSCURRENT'] });
  });
});

describe('deleting', () => {
  test('waits for the recovery window; until its end all versions can be restored', () => {
    put(1, ['PENDING']);
    sm('DeleteSecret', { RecoveryWindowInDays: 7 });
    expect(fails('GetSecretValue')).toBe('InvalidRequestException');
    expect(sm('DescribeSecret').DeletedDate).toBeDefined();
    small.world.now = plus(small.world.now, 7 * DAY - 1);
    sm('RestoreSecret');
    expect(versionIds(true)).toEqual([GENESIS, token(1)]);
    sm('DeleteSecret', { RecoveryWindowInDays: 7 });
    small.world.now = plus(small.world.now, 7 * DAY);
    expect(fails('RestoreSecret')).toBe('ResourceNotFoundException');
  });

  test.each([
    [6, 'InvalidParameterException'],
    [7, 'ok'],
    [30, 'ok'],
    [31, 'InvalidParameterException'],
  ])('with a window of %d days: %s', (RecoveryWindowInDays, outcome) => {
    expect(fails('DeleteSecret', { RecoveryWindowInDays })).toBe(outcome);
  });

  test('keeps the name taken until then, and frees it at once when forced', () => {
    const again = { Name: NAME, ClientRequestToken: token(5), SecretString: 'v' };
    sm('DeleteSecret');
    expect(small.outcome('secretsmanager', 'CreateSecret', again)).toBe('InvalidRequestException');
    expect(fails('DeleteSecret')).toBe('InvalidRequestException');
    sm('DeleteSecret', { ForceDeleteWithoutRecovery: true });
    expect(small.outcome('secretsmanager', 'CreateSecret', again)).toBe('ok');
  });
});

describe('tags and lists', () => {
  test('fifty tags fit, fifty-one do not, and then none is added', () => {
    const tags = (from: number, count: number) => ({
      Tags: Array.from({ length: count }, (_, i) => ({ Key: `k${from + i}`, Value: '' })),
    });
    expect(fails('TagResource', tags(0, 50))).toBe('ok');
    expect(fails('TagResource', { Tags: [{ Key: 'k0', Value: 'changed' }] })).toBe('ok');
    expect(fails('TagResource', tags(50, 1))).toBe('InvalidParameterException');
    sm('UntagResource', { TagKeys: ['k0'] });
    expect(sm('DescribeSecret').Tags).toHaveLength(49);
  });

  test('one listing tells tags and labels of all, filtered by name and tag, without those being deleted', () => {
    for (let i = 0; i < 101; i++) {
      const Tags = i % 2 === 0 ? [{ Key: 'keyturn:user-id', Value: `${i}` }] : [];
      small.call('secretsmanager', 'CreateSecret', {
        Name: `p/${i}`,
        Tags,
        SecretString: 'v',
        ClientRequestToken: token(i),
      });
    }
    const list = (input: object) => small.call('secretsmanager', 'ListSecrets', input);
    const first = list({ Filters: [{ Key: 'name', Values: ['p/'] }] });
    expect(first.SecretList).toHaveLength(100);
    expect(list({ Filters: [{ Key: 'name', Values: ['p/'] }], NextToken: first.NextToken }).SecretList).toHaveLength(1);
    const tagged = list({ Filters: [{ Key: 'tag-key', Values: ['keyturn:'] }] }).SecretList;
    expect(tagged).toHaveLength(51);
    expect(tagged[0]).toMatchObject({ SecretVersionsToStages: { [token(0)]: ['AWSCURRENT'] } });
    sm('DeleteSecret');
    expect(list({ Filters: [{ Key: 'name', Values: ['Account'] }] }).SecretList).toHaveLength(0);
    const all = list({ Filters: [{ Key: 'name', Values: ['Account'] }], IncludePlannedDeletion: true });
    expect(all.SecretList).toHaveLength(1);
  });
});

describe('the resource policy', () => {
  const policy = (principal: unknown, more: object = {}) => ({
    BlockPublicPolicy: true,
    ResourcePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: principal, Action: 'secretsmanager:GetSecretValue', Resource: '*', ...more },
      ],
    }),
  });

  test('is kept as written', () => {
    const input = policy({ AWS: 'arn:aws:iam::200000000002:root' });
    sm('PutResourcePolicy', input);
    expect(sm('GetResourcePolicy').ResourcePolicy).toBe(input.ResourcePolicy);
    sm('DeleteResourcePolicy');
    expect(sm('GetResourcePolicy').ResourcePolicy).toBeUndefined();
  });

  test('may not be public, malformed, about strangers or longer than 20,480 characters', () => {
    expect(fails('PutResourcePolicy', policy('*'))).toBe('PublicPolicyException');
    const narrow = policy('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } });
    expect(fails('PutResourcePolicy', narrow)).toBe('ok');
    expect(fails('PutResourcePolicy', { ResourcePolicy: '{' })).toBe('MalformedPolicyDocumentException');
    const stranger = policy({ AWS: 'arn:aws:iam::200000000002:user/nobody' });
    expect(fails('PutResourcePolicy', stranger)).toBe('MalformedPolicyDocumentException');
    const { ResourcePolicy } = policy({ AWS: '200000000002' });
    expect(fails('PutResourcePolicy', { ResourcePolicy: ResourcePolicy.padEnd(20_480) })).toBe('ok');
    expect(fails('PutResourcePolicy', { ResourcePolicy: ResourcePolicy.padEnd(20_481) })).toBe('ValidationException');
  });
});

test('a replica fails where the name is taken, and is in sync elsewhere', () => {
  const replicate = (region: string) =>
    sm('ReplicateSecretToRegions', { AddReplicaRegions: [{ Region: region }] }).ReplicationStatus.at(-1).Status;
  small.member.secrets.set('eu-west-1', new Map(small.member.secrets.get('us-east-1')));
  expect([replicate('eu-west-1'), replicate('eu-north-1')]).toEqual(['Failed', 'InSync']);
});
