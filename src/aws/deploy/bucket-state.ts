import {
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { BucketState } from '../../app/deploy/bucket/ports.ts';
import { isAwsFault, unlessMissing } from '../../app/faults/aws-fault.ts';
import { Fault } from '../../app/faults/fault.ts';
import type { Client } from '../client/client-factory.ts';
import { ask } from '../client/send.ts';
import { isTlsOnly } from './tls-only.ts';

export interface OwnBucket {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

export const readBucket = async (client: Client, bucket: OwnBucket): Promise<BucketState | undefined> => {
  const region = await locate(client, bucket);
  if (region === undefined) return undefined;
  const [encryption, access, versioning, policy] = await Promise.all([
    unlessMissing(ask(client, new GetBucketEncryptionCommand(bucket))),
    unlessMissing(ask(client, new GetPublicAccessBlockCommand(bucket))),
    ask(client, new GetBucketVersioningCommand(bucket)),
    readPolicy(client, bucket),
  ]);
  const { PublicAccessBlockConfiguration: block } = access ?? {};
  return {
    region,
    isEncrypted: (encryption?.ServerSideEncryptionConfiguration?.Rules ?? []).length > 0,
    isPublicBlocked: [
      block?.BlockPublicAcls,
      block?.IgnorePublicAcls,
      block?.BlockPublicPolicy,
      block?.RestrictPublicBuckets,
    ].every((each) => each === true),
    isVersioned: versioning.Status === 'Enabled',
    isTlsOnly: isTlsOnly(policy, bucket.Bucket),
  };
};

/** `undefined`: there is none. */
export const readPolicy = async (client: Client, bucket: OwnBucket): Promise<string | undefined> =>
  (await unlessMissing(ask(client, new GetBucketPolicyCommand(bucket))))?.Policy;

const locate = async (client: Client, bucket: OwnBucket): Promise<string | undefined> => {
  try {
    const { LocationConstraint } = await ask(client, new GetBucketLocationCommand(bucket));
    // Older than Regions' names: none is us-east-1, and EU is eu-west-1.
    return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint || 'us-east-1';
  } catch (error) {
    if (isAwsFault(error, 'missing')) return undefined;
    if (!isAwsFault(error, 'denied')) throw error;
    const message = `the bucket ${bucket.Bucket} belongs to another account, or may not be looked at`;
    throw new Fault('bucket-refused', message, { cause: error });
  }
};
