import { CfnDeletionPolicy, type Stack } from 'aws-cdk-lib';
import type { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { policy } from '../policies.ts';

const DAY = 86_400;

/** A year of a daily run's documents would be of no use to anybody; half a year covers two rotations. */
const RUNS_KEPT_DAYS = 180;

const onlyEncrypted = (action: string, resource: unknown) => ({
  Sid: 'OnlyEncryptedConnections',
  Effect: 'Deny',
  Principal: '*',
  Action: action,
  Resource: resource,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** What one step of a run leaves for the next, and every run's result. */
export const addRunBucket = (stack: Stack): CfnBucket => {
  const bucket = new CfnBucket(stack, 'RunBucket', {
    bucketEncryption: {
      serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    },
    ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    publicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    versioningConfiguration: { status: 'Enabled' },
    lifecycleConfiguration: {
      rules: [
        { id: 'forget-runs', status: 'Enabled', prefix: 'runs/', expirationInDays: RUNS_KEPT_DAYS },
        {
          id: 'forget-what-was-replaced',
          status: 'Enabled',
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
        },
      ],
    },
  });
  // The results are evidence of what was done to whose keys: removing the stack must not remove them.
  bucket.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN;
  bucket.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  return bucket;
};

/** What changes an object, its versions, or what they are taken for; a copy is a PutObject, too. */
const WRITES = [
  's3:DeleteObject',
  's3:DeleteObjectTagging',
  's3:DeleteObjectVersion',
  's3:DeleteObjectVersionTagging',
  's3:PutObject',
  's3:PutObjectTagging',
  's3:PutObjectVersionTagging',
  's3:ReplicateDelete',
  's3:ReplicateObject',
];

/**
 * What lies in the run bucket decides whose keys are rotated, and who is mailed. `aws:PrincipalArn` is the role's own
 * ARN, whatever its session is called
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html). Lifecycle rules go on: no
 * policy of a bucket is about them.
 */
export const closeRunBucket = (stack: Stack, bucket: CfnBucket, writers: readonly CfnRole[]): void => {
  new CfnBucketPolicy(stack, 'RunBucketPolicy', {
    bucket: bucket.ref,
    policyDocument: policy([
      onlyEncrypted('s3:*', [bucket.attrArn, `${bucket.attrArn}/*`]),
      {
        Sid: 'OnlyFunctionsWrite',
        Effect: 'Deny',
        Principal: '*',
        Action: WRITES,
        Resource: `${bucket.attrArn}/*`,
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': writers.map(({ attrArn }) => attrArn) } },
      },
    ]),
  });
};

/** Requests that failed for good, where nobody waits for the answer. */
export const addDeadLetters = (stack: Stack): CfnQueue => {
  const queue = new CfnQueue(stack, 'DeadLetters', {
    queueName: 'keyturn-dead-letters',
    sqsManagedSseEnabled: true,
    messageRetentionPeriod: 14 * DAY,
  });
  new CfnQueuePolicy(stack, 'DeadLettersPolicy', {
    queues: [queue.ref],
    policyDocument: policy([onlyEncrypted('sqs:*', queue.attrArn)]),
  });
  return queue;
};
