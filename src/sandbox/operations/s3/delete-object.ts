import type { DeleteObjectOutput, DeleteObjectRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../call.ts';
import { findBucket } from './find-bucket.ts';

/** What is not there is deleted already. Versions are not played. */
export const deleteObject: Operation<DeleteObjectRequest, DeleteObjectOutput> = (call, input) => {
  findBucket(call, input).objects.delete(input.Key ?? '');
  return {};
};
