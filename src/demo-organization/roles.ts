import { READ_POLICY } from '../app/secret/name.ts';
import { ADMINISTRATOR_ACCESS, addManagedPolicy, addRole } from '../sandbox/seed.ts';
import type { World } from '../sandbox/world.ts';
import { ADMINISTRATOR_ROLE, MEMBER_ROLE } from './names.ts';

/** The role that keyturn assumes in an account: the calls it makes there and no others, and never a secret's value. */
export const addMemberRole = (world: World, accountId: string): void => {
  addRole(world, accountId, {
    name: MEMBER_ROLE,
    trustPolicy: trustPolicy(world),
    policies: { 'rotate-access-keys': memberPolicy(accountId) },
  });
};

/**
 * An administrator's role in each member account, for rehearsals of what people do there, and undo. Organizations
 * itself makes one of this name in each account that it creates
 * (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html).
 */
export const addAdministratorRoles = (world: World): void => {
  const { managementAccountId } = world.organization;
  const Principal = { AWS: `arn:aws:iam::${managementAccountId}:root` };
  const trustPolicy = policy([{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }]);
  for (const { id } of world.accounts.values())
    if (id !== managementAccountId)
      addRole(world, id, {
        name: ADMINISTRATOR_ROLE,
        trustPolicy,
        managedPolicyArns: [ADMINISTRATOR_ACCESS],
      });
};

/** What lets each user read the own secret, and no other. */
export const addReadPolicy = (world: World, accountId: string): void => {
  const secret = `arn:aws:secretsmanager:*:*:secret:Account_*_User_\${aws:username}_AccessKey-??????`;
  const reads = ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'];
  addManagedPolicy(world, accountId, { name: READ_POLICY, document: policy([allow(reads, secret)]) });
};

/** Names the account, not a role in it: a role that is made again would not be trusted any more. */
const trustPolicy = ({ organization }: World): string =>
  policy([
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${organization.managementAccountId}:root` },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': organization.id } },
    },
  ]);

const memberPolicy = (accountId: string): string => {
  const users = `arn:aws:iam::${accountId}:user/*`;
  const groups = `arn:aws:iam::${accountId}:group/*`;
  const secrets = `arn:aws:secretsmanager:*:${accountId}:secret:Account_*_User_*_AccessKey*`;
  const readPolicy = `arn:aws:iam::${accountId}:policy/${READ_POLICY}`;
  return policy([
    allow(['iam:GenerateCredentialReport', 'iam:GetCredentialReport', 'iam:ListUsers'], '*'),
    allow(['secretsmanager:ListSecrets', 'cloudtrail:LookupEvents'], '*'),
    allow('account:ListRegions', `arn:aws:account::${accountId}:account`),
    allow('iam:GetGroup', groups),
    allow(['iam:GetPolicy', 'iam:GetPolicyVersion'], readPolicy),
    allow(prefixed('iam', USER_CALLS), users),
    { ...allow('iam:AttachUserPolicy', users), Condition: { ArnEquals: { 'iam:PolicyARN': readPolicy } } },
    allow(prefixed('secretsmanager', SECRET_CALLS), secrets),
    { ...allow(prefixed('secretsmanager', ['GetSecretValue', 'BatchGetSecretValue']), '*'), Effect: 'Deny' },
  ]);
};

const USER_CALLS = [
  'CreateAccessKey',
  'DeleteAccessKey',
  'GetAccessKeyLastUsed',
  'GetUser',
  'ListAccessKeys',
  'ListAttachedUserPolicies',
  'UpdateAccessKey',
];

const SECRET_CALLS = [
  'CreateSecret',
  'DeleteSecret',
  'DescribeSecret',
  'GetResourcePolicy',
  'ListSecretVersionIds',
  'PutResourcePolicy',
  'PutSecretValue',
  'RestoreSecret',
  'TagResource',
  'UntagResource',
  'UpdateSecretVersionStage',
  'ValidateResourcePolicy',
];

const prefixed = (service: string, calls: readonly string[]): string[] => calls.map((call) => `${service}:${call}`);

const allow = (Action: string | readonly string[], Resource: string) => ({ Effect: 'Allow', Action, Resource });

const policy = (Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
