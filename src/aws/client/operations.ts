import type { ServiceName } from './service-name.ts';

/**
 * `read` changes nothing. `write` changes IAM, Secrets Manager, S3 or CloudFormation, sends mail, or starts a run.
 * `entry` changes nothing either, but belongs to acting: a client for reading refuses it.
 */
export type OperationKind = 'read' | 'write' | 'entry';

/** Every request that a run ever sends; whatever is missing here, and below, counts as a write. */
export const operations: Readonly<Record<ServiceName, Readonly<Record<string, OperationKind>>>> = {
  account: { ListRegions: 'read' },
  iam: {
    AttachUserPolicy: 'write',
    CreateAccessKey: 'write',
    DeleteAccessKey: 'write',
    GenerateCredentialReport: 'read',
    GetAccessKeyLastUsed: 'read',
    GetCredentialReport: 'read',
    GetGroup: 'read',
    GetPolicy: 'read',
    GetPolicyVersion: 'read',
    GetUser: 'read',
    ListAccessKeys: 'read',
    ListAttachedUserPolicies: 'read',
    ListUsers: 'read',
    UpdateAccessKey: 'write',
  },
  sts: { AssumeRole: 'entry', GetCallerIdentity: 'read' },
  organizations: {
    ListAccounts: 'read',
    ListAccountsForParent: 'read',
    ListOrganizationalUnitsForParent: 'read',
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
    ValidateResourcePolicy: 'entry',
  },
  cloudtrail: { LookupEvents: 'read' },
  kms: { DescribeKey: 'read' },
  lambda: { GetAccountSettings: 'read' },
  s3: {
    GetObject: 'read',
    ListObjectsV2: 'read',
    PutObject: 'write',
  },
  sesv2: { GetAccount: 'read', GetEmailIdentity: 'read', GetSuppressedDestination: 'read', SendEmail: 'write' },
  sfn: { DescribeExecution: 'read', StartExecution: 'write' },
  ssm: { GetParameter: 'entry' },
  cloudformation: {},
};

/** What `deploy` and `undeploy` send besides, with the credentials of the person who runs them. */
export const deployOperations: Readonly<Partial<Record<ServiceName, Readonly<Record<string, OperationKind>>>>> = {
  organizations: {
    DescribeOrganization: 'read',
    ListAWSServiceAccessForOrganization: 'read',
    ListDelegatedAdministrators: 'read',
    ListRoots: 'read',
  },
  s3: {
    CreateBucket: 'write',
    GetBucketEncryption: 'read',
    GetBucketLocation: 'read',
    GetBucketPolicy: 'read',
    GetBucketVersioning: 'read',
    GetPublicAccessBlock: 'read',
    HeadObject: 'read',
    PutBucketEncryption: 'write',
    PutBucketPolicy: 'write',
    PutBucketVersioning: 'write',
    PutPublicAccessBlock: 'write',
  },
  sfn: { ListExecutions: 'read' },
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
  operations[service][operation] ?? deployOperations[service]?.[operation] ?? 'write';
