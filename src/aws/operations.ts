import type { ServiceName } from './door.ts';

/**
 * `read` changes nothing. `write` changes IAM, Secrets Manager, S3 or CloudFormation, or sends mail.
 * `entry` changes nothing either, but belongs to acting: a client for reading refuses it.
 */
export type OperationKind = 'read' | 'write' | 'entry';

/** Every request keyturn ever sends; whatever is missing here counts as a write. */
export const operations: Readonly<Record<ServiceName, Readonly<Record<string, OperationKind>>>> = {
  iam: {
    AttachUserPolicy: 'write',
    CreateAccessKey: 'write',
    DeleteAccessKey: 'write',
    GenerateCredentialReport: 'read',
    GetAccessKeyLastUsed: 'read',
    GetCredentialReport: 'read',
    GetGroup: 'read',
    GetUser: 'read',
    ListAccessKeys: 'read',
    ListAttachedUserPolicies: 'read',
    ListUsers: 'read',
    UpdateAccessKey: 'write',
  },
  sts: { AssumeRole: 'entry', GetCallerIdentity: 'read' },
  organizations: { ListAccounts: 'read', ListAccountsForParent: 'read', ListOrganizationalUnitsForParent: 'read' },
  secretsmanager: {
    CreateSecret: 'write',
    DeleteSecret: 'write',
    DescribeSecret: 'read',
    GetResourcePolicy: 'read',
    GetSecretValue: 'entry',
    ListSecretVersionIds: 'read',
    ListSecrets: 'read',
    PutResourcePolicy: 'write',
    PutSecretValue: 'write',
    RestoreSecret: 'write',
    TagResource: 'write',
    UntagResource: 'write',
    UpdateSecretVersionStage: 'write',
  },
  cloudtrail: { LookupEvents: 'read' },
  kms: { DescribeKey: 'read' },
  s3: { GetObject: 'read' },
  sesv2: { GetAccount: 'read', GetEmailIdentity: 'read', SendEmail: 'write' },
};

export const kindOf = (service: ServiceName, operation: string): OperationKind =>
  operations[service][operation] ?? 'write';
