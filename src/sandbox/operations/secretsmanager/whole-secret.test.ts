import { beforeEach, describe, expect, test } from 'vitest';
import { addKmsKey } from '../../seed.ts';
import { type SmallWorld, smallWorld, token } from '../../small-world.fixture.ts';

let small: SmallWorld;
const sm = (operation: string, input: object = {}) =>
  small.call('secretsmanager', operation, { SecretId: 'secret', ...input });
const outcome = (operation: string, input: object = {}) =>
  small.outcome('secretsmanager', operation, { SecretId: 'secret', ...input });

beforeEach(() => {
  small = smallWorld();
  small.call('secretsmanager', 'CreateSecret', { Name: 'secret', ClientRequestToken: token(1), SecretString: 'one' });
});

describe('UpdateSecret', () => {
  test('adds a version that is current, under a token that no version has', () => {
    expect(sm('UpdateSecret', { SecretString: 'two', ClientRequestToken: token(2) }).VersionId).toBe(token(2));
    expect(sm('GetSecretValue').SecretString).toBe('two');
    expect(sm('DescribeSecret').VersionIdsToStages).toEqual({
      [token(1)]: ['AWSPREVIOUS'],
      [token(2)]: ['AWSCURRENT'],
    });
    expect(outcome('UpdateSecret', { SecretString: 'two', ClientRequestToken: token(2) })).toBe(
      'ResourceExistsException',
    );
    expect(outcome('UpdateSecret', { SecretString: 'two' })).toBe('InvalidRequestException');
  });

  test('changes description and key, and no version, without a value', () => {
    const KmsKeyId = addKmsKey(small.world, small.member.id).arn;
    expect(sm('UpdateSecret', { Description: 'new', KmsKeyId }).VersionId).toBeUndefined();
    expect(sm('DescribeSecret')).toMatchObject({ Description: 'new', KmsKeyId });
    expect(sm('GetSecretValue').SecretString).toBe('one');
    const disabled = addKmsKey(small.world, small.member.id, { enabled: false }).arn;
    expect(outcome('UpdateSecret', { KmsKeyId: disabled })).toBe('EncryptionFailure');
    expect(sm('DescribeSecret').KmsKeyId).toBe(KmsKeyId);
  });

  test('leaves a secret alone that is being deleted', () => {
    sm('DeleteSecret');
    expect(outcome('UpdateSecret', { Description: 'new' })).toBe('InvalidRequestException');
  });
});

describe('ValidateResourcePolicy', () => {
  const policy = (principal: unknown): string =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
    });
  const says = (ResourcePolicy: string, input: object = {}) =>
    sm('ValidateResourcePolicy', { ResourcePolicy, ...input }).PolicyValidationPassed;

  test('says what a put would, and puts nothing', () => {
    expect([says(policy({ AWS: small.member.id })), says(policy('*')), says('{')]).toEqual([true, false, false]);
    expect(says(policy({ AWS: `arn:aws:iam::${small.member.id}:user/nobody` }))).toBe(false);
    expect(sm('GetResourcePolicy').ResourcePolicy).toBeUndefined();
  });

  test('needs no secret, but one that is named must be there', () => {
    const ResourcePolicy = policy({ AWS: small.member.id });
    expect(small.outcome('secretsmanager', 'ValidateResourcePolicy', { ResourcePolicy })).toBe('ok');
    expect(outcome('ValidateResourcePolicy', { ResourcePolicy, SecretId: 'none' })).toBe('ResourceNotFoundException');
  });
});

describe('DeleteSecret by force', () => {
  test('finds nothing wrong with a secret that is not there', () => {
    const none = { SecretId: 'none' };
    expect(outcome('DeleteSecret', none)).toBe('ResourceNotFoundException');
    expect(outcome('DeleteSecret', { ...none, ForceDeleteWithoutRecovery: true })).toBe('ok');
    expect(outcome('DeleteSecret', { ...none, ForceDeleteWithoutRecovery: true, RecoveryWindowInDays: 7 })).toBe(
      'InvalidParameterException',
    );
  });
});
