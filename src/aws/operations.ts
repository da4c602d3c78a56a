import type { ServiceName } from './door.ts';

/**
 * `read` changes nothing. `write` changes IAM, Secrets Manager, S3 or CloudFormation, sends mail, or starts a run.
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
  organizations: {
    DescribeOrganization: 'read',
    ListAWSServiceAccessForOrganization: 'read',
    ListAccounts: 'read',
    ListAccountsForParent: 'read',
    ListDelegatedAdministrators: 'read',
    ListOrganizationalUnitsForParent: 'read',
    ListRoots: 'read',
  },
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
  s3: {
    CreateBucket: 'write',
    GetBucketEncryption: 'read',
    GetBucketLocation: 'read',
    GetBucketPolicy: 'read',
    GetBucketVersioning: 'read',
    GetObject: 'read',
    GetPublicAccessBlock: 'read',
    HeadObject: 'read',
    ListObjectsV2: 'read',
    PutBucketEncryption: 'write',
    PutBucketPolicy: 'write',
    PutBucketVersioning: 'write',
    PutObject: 'write',
    PutPublicAccessBlock: 'write',
  },
  sesv2: { GetAccount: 'read', GetEmailIdentity: 'read', SendEmail: 'write' },
  sfn: { ListExecutions: 'read', StartExecution: 'write' },
  cloudformation: {
    ActivateOrganizationsAccess: 'write',
    CreateChangeSet: 'write',
    CreateStackInstances: 'write',
    CreateStackSet: 'write',
    DeleteChangeSet: 'write',
    DeleteStack: 'write',
    DeleteStackInstances: 'write',
    DeleteStackSet: 'write',
    DescribeChangeSet: 'read',
    DescribeStackEvents: 'read',
    DescribeStackSet: 'read',
    DescribeStackSetOperation: 'read',
    DescribeStacks: 'read',
    ExecuteChangeSet: 'write',
    GetTemplate: 'read',
    ListStackInstances: 'read',
    ListStackResources: 'read',
    ListStackSetOperationResults: 'read',
    ListStackSetOperations: 'read',
    UpdateStackSet: 'write',
  },
};

export const kindOf = (service: ServiceName, operation: string): OperationKind =>
  operations[service][operation] ?? 'write';
