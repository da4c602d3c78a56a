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
    ...trustPrimaryAccount(stack, 'ExecutionRoleName', { externalId: 'ExternalId' }),
    policyName: 'rotate-access-keys',
    statements: [
      ...lists(),
      ...users(),
      ...keepSecretsOf('${AWS::AccountId}'),
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

/** Everybody is looked at, so that a user beyond UserPath is known for what it is; changed are those below it. */
const users = () => {
  const everyUser = arn('iam::${AWS::AccountId}:user/*');
  const belowUserPath = arn('iam::${AWS::AccountId}:user${UserPath}*');
  const readPolicy = arn(`iam::\${AWS::AccountId}:policy/${READ_POLICY}`);
  return [
    allow(
      'LookAtUsers',
      ['iam:GetAccessKeyLastUsed', 'iam:GetUser', 'iam:ListAccessKeys', 'iam:ListAttachedUserPolicies'],
      everyUser,
    ),
    allow('RotateKeys', ['iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:UpdateAccessKey'], belowUserPath),
    allow('LetUsersReadTheirOwnSecret', ['iam:AttachUserPolicy'], belowUserPath, {
      ArnEquals: { 'iam:PolicyARN': readPolicy },
    }),
    allow('SeeWhatUsersAreGiven', ['iam:GetPolicy', 'iam:GetPolicyVersion'], readPolicy),
  ];
};

/** Tags that are not ours are never written, also where a secret of the AWS sample is taken over. */
const onlyOurTags = { 'ForAllValues:StringLike': { 'aws:TagKeys': 'keyturn:*' } };

/**
 * Names of src/app/secret/name.ts, whatever stands for the user: with an id behind it, with `!2C` for a comma. A secret
 * that is there has six characters of Secrets Manager's behind its name; one that is asked for in vain, or to be made,
 * has none.
 *
 * @param users account of the users, as an id for Fn::Sub; `*`: any
 */
export const keepSecretsOf = (users: string) => {
  const name = `secretsmanager:*:\${AWS::AccountId}:secret:Account_${users}_User_*_AccessKey`;
  const ours = [arn(name), arn(`${name}-??????`)];
  return [
    // Secrets Manager's shortest window, and no deletion at once: what was deleted by mistake can be brought back.
    allow('ScheduleDeletionOfSecrets', ['secretsmanager:DeleteSecret'], ours, {
      BoolIfExists: { 'secretsmanager:ForceDeleteWithoutRecovery': 'false' },
      NumericGreaterThanEqualsIfExists: { 'secretsmanager:RecoveryWindowInDays': '7' },
    }),
    allow('CreateSecretsOfUsers', ['secretsmanager:CreateSecret'], ours, {
      Null: { 'aws:RequestTag/keyturn:user-id': 'false' },
    }),
    allow('TagSecretsOfUsers', ['secretsmanager:TagResource', 'secretsmanager:UntagResource'], ours, onlyOurTags),
    allow(
      'KeepSecretsOfUsers',
      [
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
