import { CfnCondition, CfnDeletionPolicy, Fn, type Stack } from 'aws-cdk-lib';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { MADE_KEY } from '../../src/app/deploy/names.ts';
import { keepSecretsOf } from '../members/member-role.ts';
import { trustPrimaryAccount } from '../members/trust.ts';
import { addRole, allow, arn, policy } from '../policies.ts';
import { onAnything } from '../resources-of-any-name.ts';

const THROUGH_SECRETS_MANAGER = { 'kms:ViaService': Fn.sub('secretsmanager.*.${AWS::URLSuffix}') };

/** Of all accounts, in this one. */
const SECRETS = 'secretsmanager:*:${AWS::AccountId}:secret:Account_*_User_*_AccessKey-??????';

/**
 * The secrets of all accounts in this one: the role that keeps them, for functions and people alike, and the KMS key
 * that they are under, unless one of the owner's is given. AWS's own key serves no other account.
 */
export const addCentralSecrets = (stack: Stack): void => {
  const isSet = (name: string, value: string) => Fn.conditionEquals(Fn.ref(name), value);
  new CfnCondition(stack, 'KeepsAllSecrets', { expression: isSet('StoreSecretsInCentralAccount', 'True') });
  new CfnCondition(stack, 'MakesKeyOfSecrets', {
    expression: Fn.conditionAnd(isSet('StoreSecretsInCentralAccount', 'True'), isSet('KmsKey', '')),
  });
  const role = addRole(stack, {
    logicalId: 'CentralSecretsRole',
    roleName: Fn.ref('CentralRoleName'),
    description: 'keyturn: keeps the secrets of all accounts in this one; can read none',
    ...trustPrimaryAccount(stack, 'ExecutionRoleName', { externalId: 'ExternalId', primary: 'AWS::AccountId' }),
    policyName: 'keep-secrets',
    statements: [
      allow(...onAnything('SeeSecretsAndWhoChangedThem', ['secretsmanager:ListSecrets', 'cloudtrail:LookupEvents'])),
      ...keepSecretsOf('*'),
      allow('UseKmsKeysOfSecrets', ['kms:Decrypt', 'kms:GenerateDataKey'], arn('kms:*:${AWS::AccountId}:key/*'), {
        StringLike: { ...THROUGH_SECRETS_MANAGER, 'kms:EncryptionContext:SecretARN': arn(SECRETS) },
      }),
    ],
  });
  role.cfnOptions.condition = conditionOf(stack, 'KeepsAllSecrets');
  const key = new CfnKey(stack, 'KeyOfSecrets', {
    description: 'keyturn: the secrets of all accounts',
    enableKeyRotation: true,
    keyPolicy: policy([...administration(), useByTheRole(), readsByUsers()]),
  });
  key.cfnOptions.condition = conditionOf(stack, 'MakesKeyOfSecrets');
  // With it every secret would be lost.
  key.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN;
  key.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  const alias = new CfnAlias(stack, 'AliasOfKeyOfSecrets', { aliasName: MADE_KEY, targetKeyId: key.ref });
  alias.cfnOptions.condition = conditionOf(stack, 'MakesKeyOfSecrets');
};

const conditionOf = (stack: Stack, name: string): CfnCondition => stack.node.findChild(name) as CfnCondition;

/** The key that new secrets are under: that of this stack, or what the parameter names. */
export const keyOfSecrets = (stack: Stack): string =>
  Fn.conditionIf(
    'MakesKeyOfSecrets',
    (stack.node.findChild('KeyOfSecrets') as CfnKey).attrArn,
    Fn.ref('KmsKey'),
  ).toString();

/**
 * What administrators of keys do, as AWS lists it, and no use of the key: KMS developer guide, "Allows key
 * administrators to administer the KMS key".
 */
const administration = () => [
  {
    ...allow(
      'AdministratorsOfThisAccount',
      [
        'kms:CancelKeyDeletion',
        'kms:CreateAlias',
        'kms:DeleteAlias',
        'kms:DescribeKey',
        'kms:DisableKey',
        'kms:DisableKeyRotation',
        'kms:EnableKey',
        'kms:EnableKeyRotation',
        'kms:GetKeyPolicy',
        'kms:GetKeyRotationStatus',
        'kms:ListAliases',
        'kms:ListGrants',
        'kms:ListKeyPolicies',
        'kms:ListResourceTags',
        'kms:PutKeyPolicy',
        'kms:RevokeGrant',
        'kms:ScheduleKeyDeletion',
        'kms:TagResource',
        'kms:UntagResource',
        'kms:UpdateAlias',
        'kms:UpdateKeyDescription',
      ],
      '*',
    ),
    Principal: { AWS: arn('iam::${AWS::AccountId}:root') },
  },
];

/** By its ARN as a condition, so that a role that is made again is the same. */
const useByTheRole = () => ({
  ...allow('KeyturnWrites', ['kms:Decrypt', 'kms:GenerateDataKey'], '*', {
    ArnEquals: { 'aws:PrincipalArn': arn('iam::${AWS::AccountId}:role/${CentralRoleName}') },
    StringLike: { ...THROUGH_SECRETS_MANAGER, 'kms:EncryptionContext:SecretARN': arn(SECRETS) },
  }),
  Principal: { AWS: arn('iam::${AWS::AccountId}:root') },
});

/**
 * Whoever is of the account whose users a secret is for, and may by policies of his own: which of them reads it, its
 * own policy says. The encryption context is Secrets Manager's: its user guide, "Secret encryption and decryption".
 */
const readsByUsers = () => ({
  ...allow('AccountsReadTheSecretsOfTheirUsers', ['kms:Decrypt'], '*', {
    StringEquals: { 'aws:PrincipalOrgID': Fn.ref('AWSOrgID') },
    StringLike: {
      ...THROUGH_SECRETS_MANAGER,
      'kms:EncryptionContext:SecretARN': arn(
        'secretsmanager:*:${AWS::AccountId}:secret:Account_${!aws:PrincipalAccount}_User_*_AccessKey-??????',
      ),
    },
  }),
  Principal: { AWS: '*' },
});
