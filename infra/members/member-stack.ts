import { CfnOutput, Fn, type Stack } from 'aws-cdk-lib';
import { CfnGroup, CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { READ_POLICY } from '../../src/app/secret/name.ts';
import { tagKeys } from '../../src/app/secret/tags.ts';
import { defaultSettings } from '../../src/app/settings/table.ts';
import { formats } from '../formats.ts';
import { names } from '../names.ts';
import { addParameters, orNothing, type ParameterGroups } from '../parameters.ts';
import { plainStack, type StackShape } from '../plain-stack.ts';
import { allow, arn, permissionsBoundary, policy } from '../policies.ts';
import { addMemberRole, useOfKmsKey } from './member-role.ts';
import { externalId, operatorPrincipals, primaryAccount } from './trust.ts';

/** What every account needs in which keys are rotated. */
export const memberStack = (shape: StackShape): Stack => {
  const stack = plainStack(shape);
  addParameters(stack, groups);
  const role = addMemberRole(stack);
  const readPolicy = addReadPolicy(stack);
  new CfnGroup(stack, 'ASAIAMExemptionsGroup', { groupName: Fn.ref('IAMExemptionGroup') });
  new CfnOutput(stack, 'MemberRoleArn', { value: role.attrArn, description: 'What keyturn assumes in this account' });
  new CfnOutput(stack, 'ReadPolicyArn', {
    value: readPolicy.ref,
    description: 'Attached to a user who gets a new key, so that the user can read it, and nobody else',
  });
  return stack;
};

const addReadPolicy = (stack: Stack): CfnManagedPolicy =>
  new CfnManagedPolicy(stack, 'ReadOwnAccessKeyPolicy', {
    managedPolicyName: READ_POLICY,
    description: 'keyturn: lets an IAM user read the secret that holds the own access key',
    policyDocument: policy([
      allow(
        'ReadOwnAccessKey',
        ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        // Secrets Manager puts six characters behind each name; a longer name of another secret must not match.
        arn(
          'secretsmanager:*:${AWS::AccountId}:secret:Account_${AWS::AccountId}_User_${!aws:username}_AccessKey-??????',
        ),
      ),
      useOfKmsKey('DecryptOwnAccessKey', ['kms:Decrypt']),
      ...readsInPrimaryAccount(),
    ]),
  });

/**
 * Where all secrets are kept in the primary account, its users read there by this policy too: Secrets Manager user
 * guide, "Access AWS Secrets Manager secrets from a different account". By the id that the secret carries, which holds
 * for whoever was renamed; which secret that is, and for whom, its own policy says. Where none is kept there, it gives
 * nothing.
 */
const readsInPrimaryAccount = () => {
  const secrets = arn('secretsmanager:*:${PrimaryAccountID}:secret:Account_${AWS::AccountId}_User_*_AccessKey-??????');
  return [
    allow(
      'ReadOwnAccessKeyInPrimaryAccount',
      ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
      secrets,
      {
        StringEquals: { [`aws:ResourceTag/${tagKeys.userId}`]: '${aws:userid}' },
      },
    ),
    allow('DecryptOwnAccessKeyInPrimaryAccount', ['kms:Decrypt'], arn('kms:*:${PrimaryAccountID}:key/*'), {
      StringLike: {
        'kms:ViaService': Fn.sub('secretsmanager.*.${AWS::URLSuffix}'),
        'kms:EncryptionContext:SecretARN': secrets,
      },
    }),
  ];
};

const groups: ParameterGroups = {
  'Who may come in': {
    ...primaryAccount,
    ExecutionRoleName: {
      label: 'Execution role',
      description: "Name of the rotation function's role in the primary account.",
      default: names.executionRole,
      format: formats.roleName,
    },
    OperatorPrincipalArns: operatorPrincipals,
    ExternalId: externalId,
  },
  'What is made here': {
    IAMRoleName: {
      label: 'Member role',
      description: 'Name of the role that keyturn assumes in this account. The main stack must be given the same.',
      default: names.memberRole,
      format: formats.roleName,
    },
    UserPath: {
      label: 'Path of users',
      description:
        'IAM path of the users whose keys the role may change, as /applications/. Users elsewhere are looked at and left alone. The main stack must be given the same. /: all users.',
      default: defaultSettings.userPath,
      format: formats.userPath,
    },
    IAMExemptionGroup: {
      label: 'Exemption group',
      description: 'Name of the IAM group whose members keyturn leaves alone. The main stack must be given the same.',
      default: names.exemptionGroup,
      format: formats.groupName,
    },
    PermissionsBoundaryArn: permissionsBoundary,
    KmsKeyArn: {
      label: 'KMS key of the secrets',
      description:
        "Optional: ARN of the KMS key that the main stack's KmsKey names. Its key policy must allow this account too. Empty: the account's own key for Secrets Manager.",
      default: '',
      format: orNothing(formats.kmsKeyArn),
    },
  },
};
