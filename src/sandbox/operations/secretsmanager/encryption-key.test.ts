import { beforeEach, expect, test } from 'vitest';
import { addKey, addKmsKey, addUser, operatorCredentials, putUserPolicy } from '../../seed.ts';
import type { SandboxCredentials } from '../../service-name.ts';
import { type SmallWorld, smallWorld, token } from '../../small-world.fixture.ts';

const NAME = 'Account_200000000002_User_ann_AccessKey';
const SECRETS = { Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' };

let small: SmallWorld;
let ann: SandboxCredentials;

beforeEach(() => {
  small = smallWorld();
  addUser(small.world, small.member.id, { name: 'ann' });
  ann = addKey(small.world, small.member.id, 'ann');
});

const document = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const decrypt = (Condition: object = {}) => ({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', Condition });
const through = (service: string) => ({ StringEquals: { 'kms:ViaService': `${service}.us-east-1.amazonaws.com` } });
const give = (...statements: readonly object[]): void =>
  putUserPolicy(small.world, small.member.id, 'ann', ['p', document(SECRETS, ...statements)]);
const create = (KmsKeyId: string, credentials = small.admin): string =>
  small.call(
    'secretsmanager',
    'CreateSecret',
    { Name: NAME, KmsKeyId, SecretString: 'v', ClientRequestToken: token(1) },
    credentials,
  ).ARN;
const read = (SecretId: string = NAME): string => small.outcome('secretsmanager', 'GetSecretValue', { SecretId }, ann);
const put = (): string =>
  small.outcome(
    'secretsmanager',
    'PutSecretValue',
    { SecretId: NAME, SecretString: 'w', ClientRequestToken: token(2) },
    ann,
  );

test('under a key with its default policy IAM decides who reads and writes, through Secrets Manager', () => {
  create(addKmsKey(small.world, small.member.id).arn);
  give();
  expect(read()).toBe('AccessDeniedException');
  give(decrypt(through('s3')));
  expect(read()).toBe('AccessDeniedException');
  give(decrypt(through('secretsmanager')));
  expect([read(), put()]).toEqual(['ok', 'AccessDeniedException']);
  give({ ...decrypt(), Action: ['kms:GenerateDataKey'] });
  expect(put()).toBe('AccessDeniedException');
  give({ ...decrypt(), Action: ['kms:GenerateDataKey', 'kms:Decrypt'] });
  expect(put()).toBe('ok');
});

test('a key whose policy names nobody serves nobody', () => {
  const key = addKmsKey(small.world, small.member.id);
  create(key.arn);
  give(decrypt());
  expect(read()).toBe('ok');
  key.policy = document();
  expect(read()).toBe('AccessDeniedException');
});

test('a key of another account serves by both policies, for the secret that its policy names', () => {
  const own = `arn:aws:secretsmanager:us-east-1:${small.management.id}:secret:Account_\${aws:PrincipalAccount}_User_*`;
  const forUsers = (SecretARN: string) => ({
    ...decrypt({ StringLike: { 'kms:EncryptionContext:SecretARN': SecretARN } }),
    Principal: '*',
  });
  const owner = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${small.management.id}:root` }, Action: 'kms:*' };
  const key = addKmsKey(small.world, small.management.id, { policy: document({ ...owner, Resource: '*' }) });
  const admin = operatorCredentials(small.world, small.management.id);
  const arn = create(key.arn, admin);
  const ResourcePolicy = document({ ...SECRETS, Principal: { AWS: 'arn:aws:iam::200000000002:user/ann' } });
  small.call('secretsmanager', 'PutResourcePolicy', { SecretId: NAME, ResourcePolicy }, admin);
  give(decrypt());
  expect(read(arn)).toBe('AccessDeniedException');
  key.policy = document({ ...owner, Resource: '*' }, forUsers(own.replace(/\$\{.*\}/, '333333333333')));
  expect(read(arn)).toBe('AccessDeniedException');
  key.policy = document({ ...owner, Resource: '*' }, forUsers(own));
  expect(read(arn)).toBe('ok');
  give();
  expect(read(arn)).toBe('AccessDeniedException');
});
