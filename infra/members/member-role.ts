import { CfnCondition, Fn, type Stack } from 'aws-cdk-lib';
import type { CfnRole } from 'aws-cdk-lib/aws-iam';
import { READ_POLICY } from '../../src/app/secret/name.ts';
import { addRole, allow, arn } from '../policies.ts';
import { onAnything } from '../resources-of-any-name.ts';
import { trustPrimaryAccount } from './trust.ts';

/** What keyturn becomes in an account: it may do the calls of a rotation, on users and on secrets of our name. */
export const addMemberRole = (stack: Stack): CfnRole => {
  new CfnCondition(stack, 'HasKmsKey', {
    expression: Fn.conditionNot(Fn.conditionEquals(Fn.ref('KmsKeyArn'), '')),
  });
  return addRole(stack, {
    logicalId: 'ASAIAMAssumedRole',
    roleName: Fn.ref('IAMRoleName'),
    description: 'keyturn: inspects and rotates the access keys of the IAM users of this account; can read no secret',
    ...trustPrimaryAccount(stack, 'ExecutionRoleName'),
    policyName: 'rotate-access-keys',
    statements: [
      ...lists(),
      ...users(),
      ...secrets(),
      useOfKmsKey('UseKmsKeyOfSecrets', ['kms:Decrypt', 'kms:GenerateDataKey']),
    ],
  });
};

const lists = () => [
  allow(
    ...onAnything('SeeWhoIsDue', [
      'iam:GenerateCredentialReport',
      'iam:GetCredentialReport',
      'iam:ListUsers',
      'secretsmanager:ListSecrets',
      'cloudtrail:LookupEvents',
    ]),
  ),
  allow('SeeRegionsOfSecrets', ['account:ListRegions'], arn('account::${AWS::AccountId}:account')),
  allow(
    'SeeWhoIsExempt',
    ['iam:GetGroup'],
    [
      arn('iam::${AWS::AccountId}:group/${IAMExemptionGroup}'),
      arn('iam::${AWS::AccountId}:group/*/${IAMExemptionGroup}'),
    ],
  ),
];

const users = () => {
  const everyUser = arn('iam::${AWS::AccountId}:user/*');
  return [
    allow(
      'RotateKeys',
      [
        'iam:CreateAccessKey',
        'iam:DeleteAccessKey',
        'iam:GetAccessKeyLastUsed',
        'iam:GetUser',
        'iam:ListAccessKeys',
        'iam:ListAttachedUserPolicies',
        'iam:UpdateAccessKey',
      ],
      everyUser,
    ),
    allow('LetUsersReadTheirOwnSecret', ['iam:AttachUserPolicy'], everyUser, {
      ArnEquals: { 'iam:PolicyARN': arn(`iam::\${AWS::AccountId}:policy/${READ_POLICY}`) },
    }),
  ];
};

/** Tags that are not ours are never written, also where a secret of the AWS sample is taken over. */
const onlyOurTags = { 'ForAllValues:StringLike': { 'aws:TagKeys': 'keyturn:*' } };

const secrets = () => {
  const ours = arn('secretsmanager:*:${AWS::AccountId}:secret:Account_${AWS::AccountId}_User_*');
  return [
    allow('CreateSecretsOfUsers', ['secretsmanager:CreateSecret'], ours, {
      Null: { 'aws:RequestTag/keyturn:user-id': 'false' },
    }),
    allow('TagSecretsOfUsers', ['secretsmanager:TagResource', 'secretsmanager:UntagResource'], ours, onlyOurTags),
    allow(
      'KeepSecretsOfUsers',
      [
        'secretsmanager:DeleteSecret',
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetResourcePolicy',
        'secretsmanager:ListSecretVersionIds',
        'secretsmanager:PutSecretValue',
        'secretsmanager:RestoreSecret',
        'secretsmanager:UpdateSecretVersionStage',
        'secretsmanager:ValidateResourcePolicy',
      ],
      ours,
    ),
    // No call of this role opens a secret to the public: Secrets Manager judges the new policy, and refuses.
    allow('LetUsersReadSecrets', ['secretsmanager:PutResourcePolicy'], ours, {
      Bool: { 'secretsmanager:BlockPublicPolicy': 'true' },
    }),
  ];
};

/** Secrets under a KMS key of the organization; through Secrets Manager alone. */
export const useOfKmsKey = (sid: string, actions: readonly string[]) =>
  Fn.conditionIf(
    'HasKmsKey',
    allow(sid, actions, Fn.ref('KmsKeyArn'), {
      StringLike: { 'kms:ViaService': Fn.sub('secretsmanager.*.${AWS::URLSuffix}') },
    }),
    Fn.ref('AWS::NoValue'),
  );
