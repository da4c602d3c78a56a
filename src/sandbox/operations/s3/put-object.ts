import { AwsError, type Operation } from '../../call.ts';
import { storedObject } from '../../seed/services.ts';
import { findBucket } from './find-bucket.ts';

interface PutObjectInput {
  readonly Bucket?: string;
  readonly Key?: string;
  /** Streams are collected by the door. */
  readonly Body?: string | Uint8Array;
  readonly ContentType?: string;
}

export const putObject: Operation<PutObjectInput, { ETag: string }> = (call, input) => {
  const bucket = findBucket(call, input.Bucket);
  const body = input.Body ?? '';
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw new AwsError('NotImplemented', 'The sandbox stores text and bytes, not streams', 501);
  }
  const object = storedObject(call.world, body, input.ContentType);
  bucket.objects.set(input.Key ?? '', object);
  return { ETag: object.etag };
};
