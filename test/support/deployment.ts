import { READ_POLICY } from '../../src/app/secret/name.ts';
import type { SandboxKmsKey } from '../../src/sandbox/model/account.ts';
import * as seed from '../../src/sandbox/seed.ts';
import type { World } from '../../src/sandbox/world.ts';

/** What keyturn's deployment puts into every account of an organization, as tests write it down for themselves. */
export const MEMBER_ROLE = 'asa-iam-key-rotation-lambda-assumed-role';

const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** A trust policy for everybody in the account whom that account's own policies let. */
export const trusting = (accountId: string): string =>
  document({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: 'sts:AssumeRole' });

export const ALLOW_ALL = document({ Effect: 'Allow', Action: '*', Resource: '*' });

/** The use of KMS keys for nothing but secrets. */
const THROUGH_SECRETS_MANAGER = {
  Effect: 'Allow',
  Resource: '*',
  Condition: { StringLike: { 'kms:ViaService': 'secretsmanager.*.amazonaws.com' } },
};

/** What keyturn may in an account: no more than the services that it changes, and no reading of secrets. */
const MEMBER_POLICY = document(
  {
    Effect: 'Allow',
    Action: ['iam:*', 'secretsmanager:*', 'cloudtrail:LookupEvents', 'account:ListRegions'],
    Resource: '*',
  },
  { ...THROUGH_SECRETS_MANAGER, Action: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  { Effect: 'Deny', Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'], Resource: '*' },
);

/** keyturn can read no stored secret, whatever else its role allows. */
export const DENY_READING_SECRETS = document({
  Effect: 'Deny',
  Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
  Resource: '*',
});

/** The read of a user's own secret, in the account itself and in the one that may hold the secrets of all. */
export const readOwnKeyPolicy = (accountId: string, primary: string = accountId): string => {
  const Action = ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'];
  const secretOf = (user: string, owner: string): string =>
    `arn:aws:secretsmanager:*:${owner}:secret:Account_${accountId}_User_${user}_AccessKey-??????`;
  const Condition = {
    StringEquals: { 'aws:ResourceTag/keyturn:user-id': `\${aws:userid}` },
  };
  return document(
    { Effect: 'Allow', Action, Resource: secretOf(`\${aws:username}`, accountId) },
    { Effect: 'Allow', Action, Resource: secretOf('*', primary), Condition },
    { ...THROUGH_SECRETS_MANAGER, Action: 'kms:Decrypt' },
  );
};

/**
 * What keyturn's deployment leaves in an account: its role there, and the policy by which a user reads its own secret.
 */
export const deployMember = (world: World, accountId: string): void => {
  seed.addRole(world, accountId, {
    name: MEMBER_ROLE,
    trustPolicy: trusting(world.organization.managementAccountId),
    policies: { keyturn: MEMBER_POLICY },
  });
  const primary = world.organization.managementAccountId;
  seed.addManagedPolicy(world, accountId, { name: READ_POLICY, document: readOwnKeyPolicy(accountId, primary) });
};

export const CENTRAL_ROLE = 'asa-iam-key-rotation-central-secrets-role';

/** What keyturn's deployment leaves in the account that holds the secrets of all: its role there, and a KMS key. */
export const deployCentral = (world: World): SandboxKmsKey => {
  const account = world.organization.managementAccountId;
  const role = `arn:aws:iam::${account}:role/${CENTRAL_ROLE}`;
  seed.addRole(world, account, {
    name: CENTRAL_ROLE,
    trustPolicy: trusting(account),
    policies: {
      keyturn: document(
        { Effect: 'Allow', Action: ['secretsmanager:*', 'cloudtrail:LookupEvents'], Resource: '*' },
        {
          Effect: 'Deny',
          Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
          Resource: '*',
        },
      ),
    },
  });
  const own = `arn:aws:secretsmanager:*:${account}:secret:Account_\${aws:PrincipalAccount}_User_*_AccessKey-??????`;
  const policy = document(
    {
      Effect: 'Allow',
      Principal: { AWS: role },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': world.organization.id },
        StringLike: { 'kms:EncryptionContext:SecretARN': own, 'kms:ViaService': 'secretsmanager.*.amazonaws.com' },
      },
    },
  );
  return seed.addKmsKey(world, account, { policy });
};
