import type { CreateBucketOutput, CreateBucketRequest } from '@aws-sdk/client-s3';
import { AwsError, type Operation } from '../../call.ts';
import { addBucket } from '../../seed/services.ts';

export const createBucket: Operation<CreateBucketRequest, CreateBucketOutput> = (
  { world, principal, region },
  input,
) => {
  const name = input.Bucket ?? '';
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400);
  }
  const taken = world.buckets.get(name);
  if (taken !== undefined) throw alreadyThere(taken.accountId === principal.accountId);
  addBucket(world, principal.accountId, { name, region });
  return { Location: `/${name}` };
};

const alreadyThere = (own: boolean): AwsError => {
  if (own) {
    const message = 'Your previous request to create the named bucket succeeded and you already own it.';
    return new AwsError('BucketAlreadyOwnedByYou', message, 409);
  }
  const message =
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.';
  return new AwsError('BucketAlreadyExists', message, 409);
};
