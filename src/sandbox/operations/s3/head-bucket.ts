import type { HeadBucketOutput, HeadBucketRequest } from '@aws-sdk/client-s3';
import { AwsError, type Operation } from '../../call.ts';

export const headBucket: Operation<HeadBucketRequest, HeadBucketOutput> = ({ world, region }, input) => {
  const bucket = world.buckets.get(input.Bucket ?? '');
  if (bucket === undefined) throw new AwsError('NotFound', 'Not Found', 404);
  const { ExpectedBucketOwner: owner = bucket.accountId } = input;
  if (owner !== bucket.accountId) throw new AwsError('AccessDenied', 'Forbidden', 403);
  if (bucket.region !== region) throw new AwsError('PermanentRedirect', 'Moved Permanently', 301);
  return { BucketRegion: bucket.region };
};
