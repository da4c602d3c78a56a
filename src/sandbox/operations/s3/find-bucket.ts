import { AwsError, type Call } from '../../call.ts';
import type { Bucket } from '../../world.ts';

export interface BucketAsked {
  readonly Bucket?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** AccessDenied if the bucket is not the expected owner's: S3 guide, "Verifying bucket ownership". */
export const findBucket = ({ world, region }: Call, { Bucket, ExpectedBucketOwner: owner }: BucketAsked): Bucket => {
  const bucket = world.buckets.get(Bucket ?? '');
  if (bucket === undefined) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  if (owner !== undefined && bucket.accountId !== owner) throw new AwsError('AccessDenied', 'Access Denied', 403);
  if (bucket.region === region) return bucket;
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';
  throw new AwsError('PermanentRedirect', message, 301);
};
