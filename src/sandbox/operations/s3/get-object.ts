import type { GetObjectRequest } from '@aws-sdk/client-s3';
import { AwsError, type Operation } from '../../call.ts';
import { findBucket } from './find-bucket.ts';

export interface StoredObjectAnswer {
  /** The doors make the SDK's stream of it. */
  readonly Body: Uint8Array;
  readonly ContentLength: number;
  readonly ContentType: string;
  readonly ETag: string;
  readonly LastModified: Date;
}

export const getObject: Operation<GetObjectRequest, StoredObjectAnswer> = (call, input) => {
  const object = findBucket(call, input.Bucket).objects.get(input.Key ?? '');
  if (object === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  return {
    Body: Uint8Array.from(object.body),
    ContentLength: object.body.byteLength,
    ContentType: object.contentType,
    ETag: object.etag,
    LastModified: new Date(object.modifiedAt),
  };
};
