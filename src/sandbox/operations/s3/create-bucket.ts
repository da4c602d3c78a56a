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
  const place = placeOf(region, input.CreateBucketConfiguration?.LocationConstraint);
  const taken = world.buckets.get(name);
  if (taken === undefined) addBucket(world, principal.accountId, { name, region: place });
  else if (taken.accountId !== principal.accountId || place !== VIRGINIA || taken.region !== VIRGINIA)
    throw alreadyThere(taken.accountId === principal.accountId);
  // "in the North Virginia Region [...] Amazon S3 returns 200 OK": API reference, CreateBucket.
  return { Location: `/${name}` };
};

const VIRGINIA = 'us-east-1';

/** Only us-east-1 makes buckets elsewhere; all other endpoints want their own Region named. */
const placeOf = (region: string, constraint: string | undefined): string => {
  if (region === VIRGINIA) return constraint === 'EU' ? 'eu-west-1' : (constraint ?? VIRGINIA);
  if (constraint === region) return region;
  const message = `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`;
  throw new AwsError('IllegalLocationConstraintException', message, 400);
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
