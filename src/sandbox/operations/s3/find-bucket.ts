import { AwsError, type Call } from '../../call.ts';
import type { Bucket } from '../../world.ts';

export const findBucket = ({ world, region }: Call, name: string | undefined): Bucket => {
  const bucket = world.buckets.get(name ?? '');
  if (bucket === undefined) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  if (bucket.region === region) return bucket;
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';
  throw new AwsError('PermanentRedirect', message, 301);
};
